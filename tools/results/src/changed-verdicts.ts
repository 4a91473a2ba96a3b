import {
  bandVerdict,
  type BandVerdict,
  type ComparedMethod,
  type MethodComparison,
  type Verdict,
} from '@highorder/statistics';
import { tables } from './paper/tables.ts';
import { judge, type StoredTable } from './store/stored-table.ts';
import { oneStepOf } from './sweep-page/write-sweep-page.ts';

/** The same said in other words. */
const sameAs: Readonly<Record<BandVerdict, Verdict | undefined>> = {
  ...{ better: 'better', worse: 'worse', 'not distinguishable': 'not decided' },
  'below the noise floor': undefined,
};

/**
 * The verdicts of a table by the rule that came before and by this one, a line for each that is not the same: `four-modes, w2 at 1 step, homo-2: below the
 * noise floor -> better`. Both rules judge the same rows. A page with a family of its own for one step has those too.
 */
export function changedVerdicts(stored: StoredTable): readonly string[] {
  const { name } = stored.facts;
  const whole = changesOf(judge(stored)).map((line) => `${name}: ${line}`);
  if (tables.some((table) => table.name === name)) return whole;
  return [...whole, ...changesOf(judge(oneStepOf(stored))).map((line) => `${name}, one step alone: ${line}`)];
}

function changesOf(comparison: MethodComparison): readonly string[] {
  return comparison.cells.flatMap((cell) =>
    cell.methods.flatMap((method) => {
      const before = bandVerdict(comparison, cell, method);
      if (before === undefined || sameAs[before] === method.contrast?.verdict) return [];
      const steps = cell.steps === 1 ? '1 step' : `${cell.steps} steps`;
      return [
        `${cell.problem}, ${cell.metric} at ${steps}, ${method.method}: ${before} -> ${nowText(method)}`,
      ];
    }),
  );
}

function nowText({ contrast, floorStatement }: ComparedMethod): string {
  if (contrast === undefined) return 'not compared';
  const { verdict, difference, resolution = 0 } = contrast;
  const small = (verdict === 'better' || verdict === 'worse') && Math.abs(difference) < resolution;
  return [
    verdict,
    ...(small ? ['smaller than one evaluation resolves'] : []),
    ...(floorStatement === undefined ? [] : [floorStatement]),
  ].join(', ');
}
