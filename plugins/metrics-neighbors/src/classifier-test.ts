import {
  type Comparison,
  definePlugin,
  firstRows,
  joinRows,
  permutation,
  randomStream,
  selectRank,
  squaredDistances,
} from '@highorder/core';
import { z } from 'zod';

/** For each point the points that vote on it. */
type Voters = readonly Int32Array[];

/**
 * A classifier two-sample test: how often a classifier by nearest neighbors tells a sample from a true point. Each of all points is
 * classified by the majority of its nearest other points of both sets; equal votes count a half.
 *
 *   accuracy = share of the points that are classified right
 *
 * From 0 to 1, without units; about 1/2 for a perfect sampler (a little below, for a point is missing among its own neighbors), 1 where the sets are
 * apart. Its p value tests that samples and truth have one distribution: the same accuracy for random divisions of all points in two.
 *
 * Source: Lopez-Paz and Oquab, Revisiting classifier two-sample tests (2017), with the neighbors of section 5; each point left out in place of
 * a half held out, and permutations in place of the binomial law, after Schilling, Multivariate two-sample tests based on nearest neighbors (1986).
 */
export default definePlugin({
  kind: 'metric',
  name: 'classifier-test',
  summary: 'How often nearest neighbors tell samples from the truth, with its p value.',
  cite: ['lopezpaz2017revisiting', 'schilling1986multivariate'],
  options: z.strictObject({
    neighbors: z
      .int()
      .positive()
      .nullable()
      .default(null)
      .describe('Points that vote. null: the root of the number of points on a side.'),
    points: z
      .int()
      .min(2)
      .default(1000)
      .describe('Points used on each side, the first of each; the cost grows with their square.'),
    permutations: z
      .int()
      .min(19)
      .default(199)
      .describe(
        'Random divisions of the points behind the p value, which is 1 / (permutations + 1) at least.',
      ),
  }),
  create: ({ neighbors, points, permutations }) => {
    const votersOf = rememberLast(({ generated, reference }) => {
      const all = joinRows(firstRows(generated, points), firstRows(reference, points));
      return nearestOf(squaredDistances(all, all), neighbors ?? Math.round(Math.sqrt(all.count / 2)));
    });
    return {
      points,
      measure(comparison) {
        const { generated } = comparison;
        return {
          'classifier-test': accuracy(votersOf(comparison), frontRows(Math.min(points, generated.count))),
        };
      },
      pValues(comparison) {
        const voters = votersOf(comparison);
        const first = Math.min(points, comparison.generated.count);
        const found = accuracy(voters, frontRows(first));
        let asLarge = 1;
        for (let index = 0; index < permutations; index++) {
          const order = permutation(
            voters.length,
            randomStream({ seed: 0, purpose: 'classifier-test', index }),
          );
          // Accuracies are multiples of 1 / (2 points), so that a little less does not part equal ones.
          if (accuracy(voters, (row) => Number(order[row]) < first) >= found - 1e-9) asLarge++;
        }
        return { 'classifier-test': asLarge / (permutations + 1) };
      },
    };
  },
});

function frontRows(count: number): (row: number) => boolean {
  return (row) => row < count;
}

/** For each row of a square of distances the others that are as near as the `count`-th nearest: more than `count` where distances are equal. */
function nearestOf(squares: Float64Array, count: number): Voters {
  const all = Math.round(Math.sqrt(squares.length));
  return Array.from({ length: all }, (_, row) => {
    const own = squares.subarray(row * all, (row + 1) * all);
    own[row] = -1;
    const reach = selectRank(own.slice(), Math.min(count, all - 1));
    const near: number[] = [];
    own.forEach((square, other) => {
      if (other !== row && square <= reach) near.push(other);
    });
    return Int32Array.from(near);
  });
}

function accuracy(voters: Voters, isFirst: (row: number) => boolean): number {
  const first = Uint8Array.from(voters, (_, row) => (isFirst(row) ? 1 : 0));
  let right = 0;
  voters.forEach((near, row) => {
    let votes = 0;
    for (const other of near) votes += first[other] as number;
    const lead = (2 * votes - near.length) * (first[row] === 1 ? 1 : -1);
    right += lead > 0 ? 1 : lead === 0 ? 0.5 : 0;
  });
  return right / voters.length;
}

/** Keeps what was made of the last two sets, so that a value and its p value share it. */
function rememberLast(make: (comparison: Comparison) => Voters): (comparison: Comparison) => Voters {
  let last: { readonly of: Comparison; readonly voters: Voters } | undefined;
  return (comparison) => {
    const { generated, reference } = comparison;
    if (last?.of.generated === generated && last.of.reference === reference) return last.voters;
    last = { of: comparison, voters: make(comparison) };
    return last.voters;
  };
}
