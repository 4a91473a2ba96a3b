import { checkSample, mean, quantileOfSorted } from '../sample.ts';
import { bootstrapDistribution, type Resampling } from './bootstrap.ts';
import { checkLevel, type ConfidenceInterval } from './confidence-interval.ts';

/**
 * Percentile bootstrap interval: the middle share `level` of the statistic over samples drawn again from the values. Too short
 * for few values (see docs/statistics.md): with n of them, even normal ones, by about sqrt((n - 1) / n) and by the difference
 * between normal and t.
 *
 * Throws InputError for fewer than two values, or one that is not finite.
 * Source: Efron and Tibshirani, An introduction to the bootstrap (1993), section 13.3.
 */
export function percentileInterval(
  values: readonly number[],
  resampling: Resampling = {},
): ConfidenceInterval {
  const { level = 0.95, statistic = mean } = resampling;
  checkLevel(level);
  checkSample(values, { where: 'percentile interval', least: 2 });
  const distribution = bootstrapDistribution(values, statistic, resampling);
  return {
    low: quantileOfSorted(distribution, (1 - level) / 2),
    high: quantileOfSorted(distribution, (1 + level) / 2),
    level,
    kind: 'percentile',
  };
}
