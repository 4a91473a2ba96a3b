import { checkSample } from '../sample.ts';
import { checkLevel, type ConfidenceInterval } from './confidence-interval.ts';

/**
 * Percentile bootstrap interval of the median, without drawing: the medians of all n^n samples have a known distribution. For
 * odd n = 2m - 1 the median of a sample is the m-th smallest, and
 *
 *   P(m-th smallest <= x(i)) = P(Binomial(n, i/n) >= m).
 *
 * For even n = 2m it is the mean of the m-th and the next, and for i < j
 *
 *   P(x(i), x(j)) = n! / (m! m!) · ((i/n)^m - ((i-1)/n)^m) · (((n-j+1)/n)^m - ((n-j)/n)^m).
 *
 * Throws InputError for fewer than two values, or one that is not finite.
 * Source: Efron, The jackknife, the bootstrap and other resampling plans (1982), section 10.4; the even case by counting.
 */
export function medianInterval(values: readonly number[], level = 0.95): ConfidenceInterval {
  checkLevel(level);
  checkSample(values, { where: 'interval of the median', least: 2 });
  const medians = mediansOfSamples(values.toSorted((one, other) => one - other));
  return {
    low: reached(medians, (1 - level) / 2),
    high: reached(medians, (1 + level) / 2),
    level,
    kind: 'percentile',
  };
}

/** A median that samples may have, and how likely. */
interface Median {
  readonly value: number;
  readonly probability: number;
}

function mediansOfSamples(sorted: readonly number[]): readonly Median[] {
  const count = sorted.length;
  const middle = Math.ceil(count / 2);
  // P(middle-th smallest is the i-th value), i from 0.
  const alone = sorted.map(
    (_, index) => atLeast(middle, count, (index + 1) / count) - atLeast(middle, count, index / count),
  );
  const medians =
    count % 2 === 1
      ? sorted.map((value, index) => ({ value, probability: alone[index] ?? 0 }))
      : mediansOfPairs(sorted, alone);
  return medians.sort((one, other) => one.value - other.value);
}

/** Even counts: the lower middle is a value, the upper one is it again, or one of those above. */
function mediansOfPairs(sorted: readonly number[], alone: readonly number[]): Median[] {
  const count = sorted.length;
  const middle = count / 2;
  // Each of the two powers takes half of the number of ways, n! / (m! m!), so that neither underflows.
  let logWays = 0;
  for (let factor = 1; factor <= middle; factor++) logWays += Math.log((middle + factor) / factor);
  const power = (rank: number) => Math.exp(logWays / 2 + middle * Math.log(rank / count));
  const powers = Array.from({ length: count + 1 }, (_, rank) => power(rank));
  const between = (rank: number) => Number(powers[rank + 1]) - Number(powers[rank]);
  return sorted.flatMap((value, index) => {
    const pairs = sorted.slice(index + 1).map((above, offset) => ({
      value: (value + above) / 2,
      probability: between(index) * between(count - index - offset - 2),
    }));
    const apart = pairs.reduce((sum, { probability }) => sum + probability, 0);
    return [{ value, probability: Math.max(0, (alone[index] ?? 0) - apart) }, ...pairs];
  });
}

/** P(Binomial(count, share) >= least). */
function atLeast(least: number, count: number, share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  const logOdds = Math.log(share) - Math.log1p(-share);
  let log = count * Math.log1p(-share);
  let sum = 0;
  for (let successes = 0; successes <= count; successes++) {
    if (successes >= least) sum += Math.exp(log);
    log += Math.log((count - successes) / (successes + 1)) + logOdds;
  }
  return sum;
}

/** The first median up to which so much probability lies. */
function reached(medians: readonly Median[], level: number): number {
  let sum = 0;
  for (const { value, probability } of medians) {
    sum += probability;
    // A level that is met on paper may be missed by the last bits.
    if (sum >= level - 1e-12) return value;
  }
  return medians.at(-1)?.value ?? Number.NaN;
}
