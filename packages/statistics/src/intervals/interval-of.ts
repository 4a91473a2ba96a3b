import { mean } from '../sample.ts';
import { bcaInterval } from './bca-interval.ts';
import type { Resampling } from './bootstrap.ts';
import type { ConfidenceInterval, IntervalKind } from './confidence-interval.ts';
import { percentileInterval } from './percentile-interval.ts';
import { studentInterval } from './student-interval.ts';

/** The interval of the mean, by name of its kind. Errors as each kind has them. */
export function intervalOfMean(
  kind: IntervalKind,
  values: readonly number[],
  resampling: Omit<Resampling, 'statistic'> = {},
): ConfidenceInterval {
  const intervals: Readonly<Record<IntervalKind, () => ConfidenceInterval>> = {
    student: () => studentInterval(values, resampling.level),
    percentile: () => percentileInterval(values, { ...resampling, statistic: mean }),
    bca: () => bcaInterval(values, { ...resampling, statistic: mean }),
  };
  return intervals[kind]();
}
