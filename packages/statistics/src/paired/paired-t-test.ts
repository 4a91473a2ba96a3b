import studentCumulative from '@stdlib/stats-base-dists-t-cdf';
import { checkSample, deviation, mean } from '../sample.ts';

/** What a paired t test found. */
export interface PairedTTest {
  /** Mean difference over its standard error. Infinite where all differences are equal and not 0; 0 where all are 0. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Two-sided: how likely a statistic this far from 0 is where the true mean difference is 0. */
  readonly p: number;
}

/**
 * Paired t test: whether differences on common seeds have the mean 0. Exact where they are normal; where they are symmetric with
 * heavier tails it errs on the safe side.
 *
 * Differences that are all equal give p = 0 (1 where they are 0). They carry no sign of how much other seeds would differ, so
 * `compareMethods` falls back on the sign-flip test there.
 *
 * Throws InputError for fewer than two differences, or one that is not finite.
 * Source: Student, The probable error of a mean (1908).
 */
export function pairedTTest(differences: readonly number[]): PairedTTest {
  checkSample(differences, { where: 'paired t test', least: 2 });
  const degreesOfFreedom = differences.length - 1;
  const center = mean(differences);
  if (center === 0) return { statistic: 0, degreesOfFreedom, p: 1 };
  const statistic = (center * Math.sqrt(differences.length)) / deviation(differences);
  const p = Number.isFinite(statistic) ? 2 * studentCumulative(-Math.abs(statistic), degreesOfFreedom) : 0;
  return { statistic, degreesOfFreedom, p };
}
