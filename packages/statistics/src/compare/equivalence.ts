import studentCumulative from '@stdlib/stats-base-dists-t-cdf';
import { deviation, mean } from '../sample.ts';
import type { Margin } from './margin.ts';

/** A method and the baseline on one common seed. */
export interface Pair {
  readonly seed: number;
  readonly value: number;
  readonly baseline: number;
}

/**
 * p of two one-sided paired t tests (TOST): how surely the mean difference lies inside of ± margin. It is the larger p of the two.
 * A share is one of the baseline's own mean on these seeds, which is as uncertain as any mean: the tests are of value - (1 ± share) baseline.
 *
 * Source: Schuirmann, A comparison of the two one-sided tests procedure (1987); for ratios Hauschke, Kieser and Hothorn, Proof of
 * safety (1999).
 */
export function equivalenceP(pairs: readonly Pair[], margin: Margin): number {
  const widths = marginsOf(pairs, margin);
  const gaps = (side: 1 | -1) =>
    pairs.map(({ value, baseline }, index) => side * (value - baseline) - Number(widths[index]));
  return Math.max(belowZeroP(gaps(1)), belowZeroP(gaps(-1)));
}

/** The margin on each seed; those of a share have the mean share · |mean of the baseline|. */
export function marginsOf(pairs: readonly Pair[], margin: Margin): readonly number[] {
  if ('amount' in margin) return pairs.map(() => margin.amount);
  const sign = Math.sign(mean(pairs.map(({ baseline }) => baseline)));
  return pairs.map(({ baseline }) => margin.share * sign * baseline);
}

/** What is known besides the values: an estimate that is taken from their mean, with its own error. */
export interface Offset {
  readonly mean: number;
  readonly error: number;
  readonly degrees: number;
}

/**
 * One-sided p: how surely the mean of the values, less an independent estimate, lies below 0. By Student's t, with the degrees of freedom of
 * Welch and Satterthwaite. Values that are all alike say nothing about spread; then it is that of a sign-flip test, 2^-n at least.
 */
export function belowZeroP(values: readonly number[], offset: Offset = noOffset): number {
  const { center, error, degrees } = meanAndError(values, offset);
  if (isAlike(values) && offset.error === 0) return center < 0 ? 2 ** -values.length : 1;
  return studentCumulative(center / error, degrees);
}

const noOffset: Offset = { mean: 0, error: 0, degrees: 1 };

/** The mean of values less an estimate, its standard error, and the degrees of freedom of that. */
export function meanAndError(values: readonly number[], offset: Offset) {
  const own = isAlike(values) ? 0 : deviation(values) ** 2 / values.length;
  const other = offset.error ** 2;
  const spread = own ** 2 / (values.length - 1) + other ** 2 / offset.degrees;
  return {
    center: mean(values) - offset.mean,
    error: Math.sqrt(own + other),
    degrees: spread === 0 ? 1 : (own + other) ** 2 / spread,
  };
}

/** Whether values are equal but for the last bits of numbers of this size; of their own where absent. */
export function isAlike(
  values: readonly number[],
  scale: number = Math.max(...values.map(Math.abs)),
): boolean {
  return deviation(values) <= 1e-12 * scale;
}
