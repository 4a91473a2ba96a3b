import { bandVerdict, compareMethods } from '@highorder/statistics';
import type { Table } from '../results/benchmark.ts';
import { baseline, drawTable, percent, type SyntheticTable } from './synthetic-table.ts';

const PROBLEMS = 3;
const METHODS = 4;

/** The true levels of the methods beside the baseline's 2, and the margin that is stated. */
const truths = [
  { name: 'all methods the same', others: [0, 0, 0], relevant: '10%' },
  { name: 'one method worse by 0.5', others: [0.5, 0, 0], relevant: '10%' },
  { name: 'all methods worse by the margin', others: [0.2, 0.2, 0.2], relevant: '10%' },
  { name: 'one by the margin, two the same', others: [0.2, 0, 0], relevant: '10%' },
] as const;

/** How often a table of nine comparisons holds even one false word. */
export function falseVerdictTable(tables: number): Table {
  return {
    title: 'Tables with a false verdict',
    text:
      `In percent of ${tables} tables of ${PROBLEMS * (METHODS - 1)} comparisons, at alpha 5 %. False: \`better\` or \`worse\` where the true difference is 0 or has the other sign; \`equivalent\` ` +
      'where it is as large as the margin (10 % of the baseline). Evaluation adds a deviation of 0.1. Standard error 0.5 of 5 %.',
    columns: [
      'truth',
      'false better or worse',
      'the same, rule before',
      'false equivalent',
      'any false word',
    ],
    rows: truths.map(({ name, others, relevant }) => {
      const counts = { difference: 0, before: 0, equivalent: 0, any: 0 };
      for (let index = 0; index < tables; index++) {
        const found = falseWords(tableOf(others, index), relevant);
        counts.difference += Number(found.difference);
        counts.before += Number(found.before);
        counts.equivalent += Number(found.equivalent);
        counts.any += Number(found.difference || found.equivalent);
      }
      const { difference, before, equivalent, any } = counts;
      return [name, ...[difference, before, equivalent, any].map((count) => percent(count, tables))];
    }),
  };
}

function tableOf(others: readonly number[], index: number): SyntheticTable {
  const levels = [2, ...others.map((difference) => 2 + difference)];
  return { levels, problems: PROBLEMS, seeds: 10, evaluation: 0.1, floor: 1, draws: 4, index };
}

/** Whether a table holds a false word of each kind. */
export function falseWords(
  table: SyntheticTable,
  relevant: string,
): { readonly difference: boolean; readonly before: boolean; readonly equivalent: boolean } {
  const comparison = compareMethods(drawTable(table), { baseline, relevant });
  const margin = 0.1 * Number(table.levels[0]);
  const found = comparison.cells.flatMap((cell) =>
    cell.methods.flatMap((method) => {
      if (method.contrast === undefined) return [];
      const truth = Number(table.levels[Number(method.method.slice(-1))]) - Number(table.levels[0]);
      const wrong = (word: string) => (word === 'better' && truth >= 0) || (word === 'worse' && truth <= 0);
      const { verdict, equivalence } = method.contrast;
      return [
        {
          difference: wrong(verdict),
          before: wrong(bandVerdict(comparison, cell, method) ?? ''),
          // Also where the word is better or worse: the claim of a difference below the margin stands beside it.
          equivalent:
            equivalence !== undefined && equivalence.adjusted <= 0.05 && Math.abs(truth) >= margin - 1e-12,
        },
      ];
    }),
  );
  const any = (kind: 'difference' | 'before' | 'equivalent') => found.some((each) => each[kind]);
  return { difference: any('difference'), before: any('before'), equivalent: any('equivalent') };
}
