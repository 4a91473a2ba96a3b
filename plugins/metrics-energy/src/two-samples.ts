import { joinRows, permutation, type Points, randomStream, squaredDistances } from '@highorder/core';

/** Two sets as one, the first in front, and a number for each pair of its points. */
export interface TwoSamples {
  /** Points of the first and of the second set. */
  readonly sizes: readonly [number, number];
  /** Row by row, [all * all], symmetric; 0 on the diagonal. */
  readonly pairs: Float64Array;
  /** The sum of each row. */
  readonly rowSums: Float64Array;
}

/** Sums of the numbers of pairs of different points, each pair once. */
export interface PairSums {
  readonly first: number;
  readonly second: number;
  readonly between: number;
}

/** The squared distances between all points of both sets, [all * all]. */
export function pooledSquares(first: Points, second: Points): Float64Array {
  const all = joinRows(first, second);
  return squaredDistances(all, all);
}

/** Two samples with these numbers for their pairs. */
export function twoSamples(sizes: readonly [number, number], pairs: Float64Array): TwoSamples {
  const all = sizes[0] + sizes[1];
  const rowSums = new Float64Array(all);
  for (let row = 0; row < all; row++) {
    let sum = 0;
    for (let column = 0; column < all; column++) sum += pairs[row * all + column] as number;
    rowSums[row] = sum;
  }
  return { sizes, pairs, rowSums };
}

/** The sums over the two sets as they are. */
export function pairSums(samples: TwoSamples): PairSums {
  return sumsOf(
    samples,
    Int32Array.from({ length: samples.sizes[0] }, (_, row) => row),
  );
}

/**
 * 2 mean p(x_i, y_j) - mean p(x_i, x_j) - mean p(y_i, y_j) over pairs of different points: a U-statistic, which is 0 on average for two
 * draws of one distribution, and below 0 for about half of them. NaN where a set has a single point.
 */
export function unbiasedDifference({ sizes: [n, m] }: TwoSamples, sums: PairSums): number {
  return (2 * sums.between) / (n * m) - (2 * sums.first) / (n * (n - 1)) - (2 * sums.second) / (m * (m - 1));
}

/**
 * The p value of "both sets are independent draws of one distribution" by `unbiasedDifference`: the share of random divisions of all
 * points into two sets of these sizes for which it is at least as large, the division at hand among them. At most `level` with a
 * probability of at most `level`; never below 1 / (permutations + 1).
 */
export function permutationP(samples: TwoSamples, permutations: number): number {
  const [n, m] = samples.sizes;
  const found = unbiasedDifference(samples, pairSums(samples));
  // Rounding must not part equal divisions.
  const least = found - 1e-12 * Math.abs(found);
  let asLarge = 1;
  for (let index = 0; index < permutations; index++) {
    const random = randomStream({ seed: 0, purpose: 'two-samples', index });
    const rows = permutation(n + m, random)
      .subarray(0, n)
      .sort();
    if (unbiasedDifference(samples, sumsOf(samples, rows)) >= least) asLarge++;
  }
  return asLarge / (permutations + 1);
}

/** The sums for the division that gives `rows`, ascending, to the first set. Pairs inside of it are added up; the rest follows. */
function sumsOf({ pairs, rowSums }: TwoSamples, rows: Int32Array): PairSums {
  const all = rowSums.length;
  let first = 0;
  let touched = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] as number;
    touched += rowSums[row] as number;
    const base = row * all;
    let sum = 0;
    for (let other = 0; other < place; other++) sum += pairs[base + (rows[other] as number)] as number;
    first += sum;
  }
  // A pair inside of the first set is in the sums of two of its rows, one between the sets in the sum of one.
  const between = touched - 2 * first;
  const total = rowSums.reduce((sum, value) => sum + value, 0) / 2;
  return { first, between, second: total - first - between };
}
