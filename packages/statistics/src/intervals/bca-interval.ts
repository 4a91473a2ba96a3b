import normalCumulative from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { checkSample, mean, quantileOfSorted } from '../sample.ts';
import { bootstrapDistribution, type Resampling, type Statistic } from './bootstrap.ts';
import { checkLevel, type ConfidenceInterval } from './confidence-interval.ts';

/**
 * Bias-corrected and accelerated bootstrap interval: the percentile interval with its two levels moved,
 *
 *   level' = Phi(z0 + (z0 + z) / (1 - a (z0 + z))),   z = Phi^-1(level)
 *
 * z0 is the normal quantile of the share of the bootstrap distribution below the observed value (ties count half), and a, the
 * acceleration, a sixth of the skewness of the jackknife values. Where all values are equal, so is the interval. Where the whole
 * distribution lies on one side of the observed value no such interval exists, and the percentile interval stands in its place,
 * named as such.
 *
 * Throws InputError for fewer than two values, or one that is not finite.
 * Source: Efron, Better bootstrap confidence intervals (1987), equations 2.3 and 6.6.
 */
export function bcaInterval(values: readonly number[], resampling: Resampling = {}): ConfidenceInterval {
  const { level = 0.95, statistic = mean } = resampling;
  checkLevel(level);
  checkSample(values, { where: 'BCa interval', least: 2 });
  return bcaOf({
    distribution: bootstrapDistribution(values, statistic, resampling),
    observed: statistic(values),
    acceleration: acceleration(values, statistic),
    level,
  });
}

/** What a BCa interval is made of. */
export interface BcaParts {
  /** The statistic over samples drawn again, ascending. */
  readonly distribution: Float64Array;
  readonly observed: number;
  readonly acceleration: number;
  readonly level: number;
}

/** The BCa interval of a bootstrap distribution that is already there. */
export function bcaOf({ distribution, observed, acceleration, level }: BcaParts): ConfidenceInterval {
  const bias = normalQuantile(shareBelow(distribution, observed), 0, 1);
  const one = (1 - level) / 2;
  // At the rim of the levels, or past the pole of the formula, there is nothing to correct with.
  const moved = Number.isFinite(bias) && !isDegenerate(distribution);
  const levelOf = (wanted: number) => (moved ? movedLevel(wanted, bias, acceleration) : wanted);
  return {
    low: quantileOfSorted(distribution, levelOf(one)),
    high: quantileOfSorted(distribution, levelOf(1 - one)),
    level,
    kind: moved || isDegenerate(distribution) ? 'bca' : 'percentile',
  };
}

/**
 * The acceleration: sum of cubes of (mean of the jackknife values - each) over six times the 3/2 power of the sum of their
 * squares. 0 where all of them are equal.
 */
export function acceleration(values: readonly number[], statistic: Statistic): number {
  const jackknife = values.map((_, left) => statistic(values.filter((_, index) => index !== left)));
  const center = mean(jackknife);
  const squares = jackknife.reduce((sum, value) => sum + (center - value) ** 2, 0);
  const cubes = jackknife.reduce((sum, value) => sum + (center - value) ** 3, 0);
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

function movedLevel(level: number, bias: number, acceleration: number): number {
  const shifted = bias + normalQuantile(level, 0, 1);
  const slope = 1 - acceleration * shifted;
  // Past the pole the formula comes back from the other end; the limit on this side is the end of the distribution.
  if (slope <= 0) return shifted > 0 ? 1 : 0;
  return normalCumulative(bias + shifted / slope, 0, 1);
}

function shareBelow(distribution: Float64Array, observed: number): number {
  let halves = 0;
  for (const value of distribution) {
    halves += value < observed ? 2 : value === observed ? 1 : 0;
  }
  return halves / (2 * distribution.length);
}

function isDegenerate(distribution: Float64Array): boolean {
  return distribution[0] === distribution[distribution.length - 1];
}
