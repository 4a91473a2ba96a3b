import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { checkSample, deviation, mean } from '../sample.ts';
import { checkLevel, type ConfidenceInterval } from './confidence-interval.ts';

/**
 * Interval of the mean from Student's t distribution with n - 1 degrees of freedom: mean ± t · deviation / sqrt(n). Exact for
 * normal values, whatever n.
 *
 * Throws InputError for fewer than two values, or one that is not finite.
 * Source: Student, The probable error of a mean (1908).
 */
export function studentInterval(values: readonly number[], level = 0.95): ConfidenceInterval {
  checkLevel(level);
  checkSample(values, { where: 't interval', least: 2 });
  const center = mean(values);
  const reach =
    (studentQuantile((1 + level) / 2, values.length - 1) * deviation(values)) / Math.sqrt(values.length);
  return { low: center - reach, high: center + reach, level, kind: 'student' };
}
