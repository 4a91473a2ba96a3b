import { InputError } from '@highorder/core';
import { exactMean } from './exact-mean.ts';

/** What is asked of a sample of numbers, and who asks. */
export interface SampleDemand {
  /** Named in the error: `the bootstrap of the mean`. */
  readonly where: string;
  /** The fewest values that make sense. */
  readonly least: number;
}

/**
 * Refuses samples that no statistic can be taken of.
 *
 * Throws InputError where there are fewer values than needed, or one is not finite: leaving it out without a word would make
 * a method that failed look as good as its luckiest seeds.
 */
export function checkSample(values: readonly number[], { where, least }: SampleDemand): void {
  if (values.length < least) {
    throw new InputError({
      where,
      message: `There ${values.length === 1 ? 'is 1 value' : `are ${values.length} values`}.`,
      expected: `at least ${least}.`,
      fix: 'run more seeds.',
    });
  }
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw new InputError({
    where,
    message: `Value ${index + 1} of ${values.length} is ${values[index]}.`,
    expected: 'finite numbers.',
    fix: 'find out why that run failed, and run it again or report it as failed.',
  });
}

/** The arithmetic mean; NaN of no values. Equal sums of equally many finite values have equal means to the bit (`exactMean`). */
export function mean(values: readonly number[]): number {
  const exact = exactMean(values);
  if (Number.isFinite(exact)) return exact;
  const [first = Number.NaN] = values;
  let sum = 0;
  for (const value of values) sum += value - first;
  return first + sum / values.length;
}

/** The middle value, or the mean of the two in the middle; NaN of no values. */
export function median(values: readonly number[]): number {
  return quantileOfSorted(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}

/** The standard deviation, with n - 1 below the root; NaN of fewer than two values. */
export function deviation(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/**
 * The quantile of values that ascend: linear between order statistics, the `level` of (n - 1) of the way (type 7 of Hyndman and
 * Fan, Sample quantiles in statistical packages, 1996; the default of numpy and R).
 */
export function quantileOfSorted(sorted: ArrayLike<number>, level: number): number {
  const place = Math.min(1, Math.max(0, level)) * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (place - below) * (high - low);
}
