import type { PointChange, PointRequest, ResolvedExperiment, ResolvedSweep } from '@highorder/config';
import { ConfigurationError } from '@highorder/config';
import { InputError, sizeOf } from '@highorder/core';
import { createModel } from '@highorder/lab';
import type { Experiment } from '@highorder/runtime';
import { type Budget, stepsChange, stepsFor } from './budget-steps.ts';
import { matchWidth, widthsOf } from './match-width.ts';

/** What a budget made of an experiment. */
export interface Budgeted {
  /** What it changes. */
  readonly changes: readonly PointChange[];
  /** Updates of the parameters. */
  readonly trainingSteps: number;
  readonly parameters: number;
}

/** What a budget is applied with. */
export interface BudgetContext {
  readonly sweep: ResolvedSweep;
  /** Makes the parts of an experiment. */
  readonly open: (resolved: ResolvedExperiment) => Experiment;
  /** Seconds of one update of an experiment, measured once. */
  readonly secondsOf: (resolved: ResolvedExperiment) => Promise<number>;
}

/**
 * Fits an experiment to a budget: first its widths, to a number of parameters, then the updates of what came out. Throws
 * `ConfigurationError` where no width comes near.
 */
export async function applyBudget(
  budget: Budget,
  point: PointRequest,
  target: number | undefined,
  context: BudgetContext,
): Promise<Budgeted> {
  const widths = target === undefined ? [] : fitWidths(point, target, context);
  const changed = { ...point, changes: [...point.changes, ...widths] };
  const resolved = context.sweep.compose(changed);
  const experiment = context.open(resolved);
  const steps = await stepsFor(
    budget,
    () => createModel(experiment),
    experiment.training.batch,
    () => context.secondsOf(resolved),
  );
  return {
    changes: [...widths, ...(steps === undefined ? [] : [stepsChange(steps)])],
    trainingSteps: steps ?? experiment.training.steps,
    parameters: countParameters(experiment),
  };
}

/** The trainable numbers of all heads. */
export function countParameters({ heads, dimension }: Experiment): number {
  return heads
    .flatMap(({ component }) => component.parameters(dimension))
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

function fitWidths(
  point: PointRequest,
  target: number,
  { sweep, open }: BudgetContext,
): readonly PointChange[] {
  const resolved = sweep.compose(point);
  if (countParameters(open(resolved)) === target) return [];
  const widths = widthsOf(resolved.values);
  const count = (changes: readonly PointChange[]) => {
    try {
      return countParameters(open(sweep.compose({ ...point, changes: [...point.changes, ...changes] })));
    } catch (error) {
      // Some widths cannot be, such as those that heads of attention do not divide.
      if (error instanceof InputError) return undefined;
      throw error;
    }
  };
  const found = widths.length === 0 ? undefined : matchWidth({ widths, target, count });
  if (found !== undefined) return found;
  const method = sweep.methods[point.method];
  throw new ConfigurationError([
    sweep.problem({
      path: 'budget.parameters',
      message: `the heads of ${method} have no widths with about ${target} parameters.`,
      expected: 'heads with an option `hidden` or `width`',
    }),
  ]);
}
