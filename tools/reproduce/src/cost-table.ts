import { type ModelCost, countModel, createModel } from '@highorder/lab';
import { assemble } from '@highorder/runtime';
import type { SweepPlan } from '@highorder/sweep';
import { digits, escaped, type StoredFacts } from '@highorder/results';
import { host } from './prepare-table.ts';

/**
 * What each method costs on the first problem of a table: parameters, updates, FLOPs of an update and of all, and of one step of the sampler for
 * one sample, counted from the graphs; the memory that is live at once in an update; and updates a second, measured.
 */
export function costTable(
  { sweep, variants }: SweepPlan,
  paces: StoredFacts['paces'],
): NonNullable<StoredFacts['costs']> {
  const own = variants.filter(({ problem }) => problem === variants[0]?.problem);
  const rows = own.map((variant) => {
    const { problemIndex, methodIndex, changes, method, parameters, trainingSteps } = variant;
    const point = { problem: problemIndex, method: methodIndex, seed: 0, changes };
    const { trainingStep, samplerStep }: ModelCost = countModel(
      createModel(assemble(sweep.compose(point), host)),
    );
    const { flops } = trainingStep.total;
    return [
      escaped(method),
      String(parameters),
      String(trainingSteps),
      digits(flops / 1e6, 3),
      digits((flops * trainingSteps) / 1e9, 3),
      digits(samplerStep.flops / 1e3, 3),
      digits(trainingStep.liveBytes / 2 ** 20, 3),
      paces[method] === undefined ? '' : digits(paces[method], 2),
    ];
  });
  return {
    columns: [
      'method',
      'parameters',
      'updates',
      'MFLOPs an update',
      'GFLOPs of training',
      'kFLOPs a sampler step',
      'MiB live in an update',
      'updates a second',
    ],
    rows,
  };
}
