import { definePlugin, firstRows, type Points, selectRank, squaredDistances } from '@highorder/core';
import { z } from 'zod';

/**
 * How many samples lie where the truth is, and how much of the truth is reached, by nearest neighbors: each set is taken for the union of
 * balls around its points, whose radius is the distance to the `neighbors`-th nearest other point of the same set.
 *
 *   precision = share of the samples inside of a ball of the truth
 *   recall    = share of true points inside of a ball of the samples
 *
 * Both from 0 to 1, more is better, without units. Samples where no truth is lower precision; parts of the truth without samples lower
 * recall. Neither sees how many points lie where. A perfect sampler scores below 1, which the floor shows; both depend on the number of
 * points. Few samples far from all others have large balls, so that recall forgives them.
 *
 * Source: Kynkaanniemi, Karras, Laine, Lehtinen and Aila, Improved Precision and Recall Metric (2019), equations 1 and 2, k = 3.
 */
export default definePlugin({
  kind: 'metric',
  name: 'precision-recall',
  summary: 'Shares of samples that lie where the truth is, and of the truth that samples reach.',
  cite: ['kynkaanniemi2019precision'],
  options: z.strictObject({
    neighbors: z.int().positive().default(3).describe('A ball reaches to that many-th nearest other point.'),
    points: z
      .int()
      .min(2)
      .default(2000)
      .describe('Points used on each side, the first of each; the cost grows with their square.'),
  }),
  create: ({ neighbors, points }) => ({
    points,
    values: () => ['precision-recall/precision', 'precision-recall/recall'],
    higherIsBetter: ['precision-recall/precision', 'precision-recall/recall'],
    measure({ generated, reference }) {
      const [samples, truth] = [firstRows(generated, points), firstRows(reference, points)];
      return {
        'precision-recall/precision': shareInside(samples, truth, neighbors),
        'precision-recall/recall': shareInside(truth, samples, neighbors),
      };
    },
  }),
});

/** The share of `points` inside of the balls of `centers`. */
function shareInside(points: Points, centers: Points, neighbors: number): number {
  const radii = squaredRadii(centers, neighbors);
  const squares = squaredDistances(points, centers);
  let inside = 0;
  for (let row = 0; row < points.count; row++) {
    const own = squares.subarray(row * centers.count, (row + 1) * centers.count);
    if (own.some((square, center) => square <= (radii[center] as number))) inside++;
  }
  return inside / points.count;
}

/** The squared distance of each point from its `neighbors`-th nearest other point; from its farthest where there are fewer. */
function squaredRadii(centers: Points, neighbors: number): Float64Array {
  const { count } = centers;
  const squares = squaredDistances(centers, centers);
  const rank = Math.min(neighbors, count - 1);
  // The point itself, at distance 0, has rank 0.
  return Float64Array.from({ length: count }, (_, row) =>
    selectRank(squares.subarray(row * count, (row + 1) * count), rank),
  );
}
