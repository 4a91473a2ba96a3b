import { definePlugin, firstRows, selectRank } from '@highorder/core';
import { z } from 'zod';
import { pairOptions } from './energy-options.ts';
import { rememberLast } from './remember-last.ts';
import { pairSums, permutationP, pooledSquares, twoSamples, unbiasedDifference } from './two-samples.ts';

/**
 * The squared maximum mean discrepancy of a Gaussian kernel between samples and a draw of the truth, without units,
 *
 *   MMD^2 = E k(x, x') + E k(y, y') - 2 E k(x, y),   k(x, y) = exp(-|x - y|^2 / (2 bandwidth^2))
 *
 * as the U-statistic, over pairs of different points: 0 on average for a perfect sampler, and below 0 in about half of all draws. The bandwidth
 * is the median distance between all points of both sets where it is not given: it suits differences as large as the whole, and does not
 * see what happens inside of narrow modes; give one of their width for that. Its p value tests that samples and truth have one
 * distribution, by random divisions of all points in two.
 *
 * Source: Gretton, Borgwardt, Rasch, Scholkopf and Smola, A kernel two-sample test (2012), Lemma 6 and section 8 for the median.
 */
export default definePlugin({
  kind: 'metric',
  name: 'mmd',
  summary: 'Squared maximum mean discrepancy of a Gaussian kernel, with its p value.',
  cite: ['gretton2012kernel'],
  options: z.strictObject({
    ...pairOptions,
    bandwidth: z
      .number()
      .positive()
      .nullable()
      .default(null)
      .describe('Deviation of the kernel, in units of the data. null: the median distance between points.'),
  }),
  create: ({ points, permutations, bandwidth }) => {
    const samplesOf = rememberLast((generated, reference) => {
      const [first, second] = [firstRows(generated, points), firstRows(reference, points)];
      const squares = pooledSquares(first, second);
      const all = first.count + second.count;
      const width = bandwidth === null ? medianSquare(squares, all) : bandwidth ** 2;
      // Of -k the statistic is MMD^2; without its diagonal.
      const pairs = squares.map((square, index) =>
        index % (all + 1) === 0 ? 0 : -Math.exp(-square / (2 * width)),
      );
      return twoSamples([first.count, second.count], pairs);
    });
    return {
      points,
      measure(comparison) {
        const samples = samplesOf(comparison);
        return { mmd: unbiasedDifference(samples, pairSums(samples)) };
      },
      pValues: (comparison) => ({ mmd: permutationP(samplesOf(comparison), permutations) }),
    };
  },
});

/** The median of the squares below the diagonal; 1 where it is 0, which is that of a collapse. */
function medianSquare(squares: Float64Array, all: number): number {
  const below = new Float64Array((all * (all - 1)) / 2);
  for (let row = 1, place = 0; row < all; place += row++) {
    below.set(squares.subarray(row * all, row * all + row), place);
  }
  return selectRank(below, (below.length - 1) >> 1) || 1;
}
