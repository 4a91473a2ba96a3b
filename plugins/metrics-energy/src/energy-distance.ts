import { definePlugin, type Points, points as pointSet } from '@highorder/core';
import { z } from 'zod';

/**
 * The energy distance between samples and a draw of the truth, as the V-statistic (all pairs, each point with itself
 * included):
 *
 *   D = 2 mean |x_i - y_j| - mean |x_i - x_j| - mean |y_i - y_j|
 *
 * It has the data's units (some authors take its square root, which has not). Never negative, and zero for equal sets
 * only. Between independent draws of one distribution it is 2 mean |x - x'| / n on average, which the floor shows.
 * On a line it is twice the integral of the squared difference of the distribution functions.
 * Source: Szekely and Rizzo, Energy statistics (2013).
 */
export default definePlugin({
  kind: 'metric',
  name: 'energy-distance',
  summary: 'Energy distance between samples and the truth.',
  cite: ['szekely2013energy'],
  options: z.strictObject({
    points: z
      .int()
      .positive()
      .default(2000)
      .describe('Points used on each side, the first of each; the cost grows with their square.'),
  }),
  create: ({ points }) => ({
    points,
    measure({ generated, reference }) {
      const first = beginning(generated, points);
      const second = beginning(reference, points);
      const within = meanDistance(first, first) + meanDistance(second, second);
      return { 'energy-distance': Math.max(0, 2 * meanDistance(first, second) - within) };
    },
  }),
});

function beginning({ dimension, count, values }: Points, limit: number): Points {
  return pointSet(dimension, values.subarray(0, Math.min(count, limit) * dimension));
}

/** Mean Euclidean distance over all pairs of a point of the first and a point of the second set. */
function meanDistance(first: Points, second: Points): number {
  const { dimension } = first;
  let total = 0;
  for (let row = 0; row < first.count; row++) {
    for (let column = 0; column < second.count; column++) {
      let squared = 0;
      for (let axis = 0; axis < dimension; axis++) {
        const step =
          Number(first.values[row * dimension + axis]) - Number(second.values[column * dimension + axis]);
        squared += step * step;
      }
      total += Math.sqrt(squared);
    }
  }
  return total / (first.count * second.count);
}
