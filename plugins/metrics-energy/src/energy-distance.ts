import { definePlugin, firstRows } from '@highorder/core';
import { z } from 'zod';
import { pairOptions } from './energy-options.ts';
import { rememberLast } from './remember-last.ts';
import { pairSums, permutationP, pooledSquares, twoSamples, unbiasedDifference } from './two-samples.ts';

/**
 * The energy distance between samples and a draw of the truth, in the data's units,
 *
 *   D = 2 E|x - y| - E|x - x'| - E|y - y'|
 *
 * (some authors take its square root). It is 0 for equal distributions only. By default it is the U-statistic, over pairs of different
 * points: without bias, so that a perfect sampler scores 0 on average, and below 0 in about half of all draws. Its p value tests that
 * samples and truth have one distribution, by random divisions of all points in two.
 *
 * With `unbiased: false` it is the V-statistic, each point with itself included: never negative, and 2 E|x - x'| / n too large for
 * a perfect sampler of n points, which its floor shows. On a line it is twice the integral of the squared difference of the distribution
 * functions.
 *
 * Source: Szekely and Rizzo, Energy statistics (2013); for the test, their Testing for equal distributions in high dimension (2004).
 */
export default definePlugin({
  kind: 'metric',
  name: 'energy-distance',
  summary: 'Energy distance between samples and the truth, with its p value.',
  cite: ['szekely2013energy'],
  options: z.strictObject({
    ...pairOptions,
    unbiased: z
      .boolean()
      .default(true)
      .describe(
        'Whether pairs of a point with itself are left out, so that a perfect sampler scores 0 on average.',
      ),
  }),
  create: ({ points, permutations, unbiased }) => {
    const samplesOf = rememberLast((generated, reference) => {
      const [first, second] = [firstRows(generated, points), firstRows(reference, points)];
      return twoSamples([first.count, second.count], pooledSquares(first, second).map(Math.sqrt));
    });
    return {
      points,
      measure(comparison) {
        const samples = samplesOf(comparison);
        const sums = pairSums(samples);
        if (unbiased) return { 'energy-distance': unbiasedDifference(samples, sums) };
        const [n, m] = samples.sizes;
        const biased = (2 * sums.between) / (n * m) - (2 * sums.first) / n ** 2 - (2 * sums.second) / m ** 2;
        return { 'energy-distance': Math.max(0, biased) };
      },
      pValues: (comparison) => ({ 'energy-distance': permutationP(samplesOf(comparison), permutations) }),
    };
  },
});
