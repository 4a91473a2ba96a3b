import type { PointChange, SweepSettings } from '@highorder/config';
import { countUpdate, type Model } from '@highorder/lab';

/** What every run may cost. */
export type Budget = NonNullable<SweepSettings['budget']>;

/**
 * The number of updates that a budget pays for, at least one; undefined where it says nothing of that. `batch` is the rows of an
 * update, `secondsOf` times one.
 */
export async function stepsFor(
  budget: Budget,
  model: () => Model,
  batch: number,
  secondsOf: () => Promise<number>,
): Promise<number | undefined> {
  const { steps, samples, flops, seconds } = budget;
  if (steps !== undefined) return steps;
  if (samples !== undefined) return atLeastOne(samples / batch);
  if (flops !== undefined) return atLeastOne(flops / countUpdate(model()).total.flops);
  return seconds === undefined ? undefined : atLeastOne(seconds / (await secondsOf()));
}

/** A budget is not overdrawn, except by a single update. */
function atLeastOne(steps: number): number {
  return Math.max(1, Math.floor(steps));
}

/** The steps as a change of an experiment. */
export function stepsChange(steps: number): PointChange {
  return { option: 'training.steps', value: steps, at: 'budget' };
}

/** The budget in a sentence, for the report. */
export function budgetText(budget: Budget): string {
  const { steps, samples, flops, seconds, parameters } = budget;
  const parts = [
    ...(steps === undefined ? [] : [`${steps} updates`]),
    ...(samples === undefined ? [] : [`${samples} rows seen in training`]),
    ...(flops === undefined ? [] : [`${flops.toExponential(3)} FLOPs of training, counted from the graph`]),
    ...(seconds === undefined ? [] : [`the updates that took ${seconds} s in a trial on one machine`]),
  ];
  const matched =
    parameters === undefined
      ? 'Parameters are not matched.'
      : `Widths are changed to have about as many parameters as ${parameters === 'match' ? 'the baseline' : parameters}.`;
  return `${parts.length === 0 ? '' : `Each run may cost ${parts.join(', ')}. `}${matched}`;
}
