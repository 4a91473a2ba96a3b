import { definePlugin, type Points } from '@highorder/core';
import { z } from 'zod';
import { evenDirections } from './directions.ts';
import { firstPoints } from './first-points.ts';

/**
 * The sliced 2-Wasserstein distance, in the data's units: the root mean square, over a fixed set of directions v, of
 * the distance between the projections of both sets,
 *
 *   SW2^2 = mean over v of 1/n sum_i (sorted(<x, v>)_i - sorted(<y, v>)_i)^2
 *
 * In dimension D the distance of a set from itself moved by m is |m| / sqrt(D), and SW2 is at most W2 / sqrt(D) up to
 * the number of directions. It costs n log n for each direction, in any dimension.
 * Source: Bonneel et al., Sliced and Radon Wasserstein barycenters of measures (2015); Rowland et al. (2019) for the directions.
 */
export default definePlugin({
  kind: 'metric',
  name: 'sliced-w2',
  summary: '2-Wasserstein distance of projections, averaged over directions.',
  cite: ['bonneel2015sliced', 'rowland2019orthogonal'],
  options: z.strictObject({
    directions: z.int().positive().default(128).describe('Number of directions.'),
  }),
  create: ({ directions }) => ({
    measure(comparison) {
      const { generated, reference } = firstPoints(comparison);
      const { dimension } = generated;
      const vectors = evenDirections(directions, dimension);
      let sum = 0;
      for (let row = 0; row < directions; row++) {
        const vector = vectors.subarray(row * dimension, (row + 1) * dimension);
        sum += lineTransport(project(generated, vector), project(reference, vector));
      }
      return { 'sliced-w2': Math.sqrt(sum / directions) };
    },
  }),
});

/** Projections on a vector, ascending. */
function project({ values, count, dimension }: Points, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let axis = 0; axis < dimension; axis++) {
      sum += (vector[axis] as number) * (values[row * dimension + axis] as number);
    }
    return sum;
  }).sort();
}

/** Mean squared distance of two ascending lists, matched in order, which is the best matching on a line. */
function lineTransport(first: Float64Array, second: Float64Array): number {
  return first.reduce((sum, value, index) => sum + (value - Number(second[index])) ** 2, 0) / first.length;
}
