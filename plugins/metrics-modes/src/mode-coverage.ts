import { covarianceRoot, definePlugin, type GaussianMixture, type Points } from '@highorder/core';
import { lacksMixture, mixtureOf, nearestComponents, squaredMahalanobis } from '@highorder/oracle';
import { z } from 'zod';
import { squaredRadius } from './ball-radius.ts';
import { groupModes, type ModeGroup } from './mode-groups.ts';

/** Samples that a group should receive on average, so that a perfect sampler leaves none empty by chance. */
const FAIR_COUNT = 20;

/**
 * Whether samples reach every mode, and in fair numbers. Each sample counts for the nearest center.
 *
 *   share   = share of the modes that receive at least `least` times their fair number of good samples
 *   balance = 1/2 sum over modes of |share of the samples - weight|   (total variation: 0 fair, 1 all wrong)
 *
 * A good sample lies in the ball (Mahalanobis) around its center that holds as much of a Gaussian as `within` deviations do in the plane:
 * 1 - exp(-within^2 / 2), 0.99966 for 4. In D dimensions its radius is a quantile of the chi-square law: 4 in two, 10.5 in 64. Where there are more components than a
 * twentieth of the samples, neighbors are counted as one mode (`groupModes`), so that 20 samples a mode are expected: a
 * thousand samples of 3000 components are judged by 50 modes. The floors are the values of a perfect sampler: share
 * about 1, balance about sqrt(modes / samples) / 2.5.
 */
export default definePlugin({
  kind: 'metric',
  name: 'mode-coverage',
  summary: 'Share of the modes that samples reach, and how unfairly samples are spread over modes.',
  cite: ['srivastava2017veegan'],
  options: z.strictObject({
    within: z
      .number()
      .positive()
      .default(4)
      .describe(
        'A sample is good within that many deviations of its center; not in the plane, within the ball that holds as much.',
      ),
    least: z
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .describe('A mode is reached by this part of its fair number of good samples, and one at least.'),
  }),
  create: ({ within, least }) => ({
    unsuitable: lacksMixture,
    values: () => ['mode-coverage/share', 'mode-coverage/balance'],
    higherIsBetter: ['mode-coverage/share'],
    measure({ generated, problem }) {
      const mixture = mixtureOf(problem.target);
      const { components } = nearestComponents(generated, mixture);
      const groups = groupModes(mixture, Math.floor(generated.count / FAIR_COUNT));
      const good = countGood(generated, mixture, components, within);
      const all = tally(components, mixture.components.length);
      return {
        'mode-coverage/share': reachedShare(groups, good, least * generated.count),
        'mode-coverage/balance': totalVariation(groups, all, generated.count),
      };
    },
  }),
});

function tally(components: Int32Array, length: number): Float64Array {
  const counts = new Float64Array(length);
  components.forEach((component) => {
    counts[component] = Number(counts[component]) + 1;
  });
  return counts;
}

/** Good samples of each component. */
function countGood(
  { values, dimension }: Points,
  mixture: GaussianMixture,
  components: Int32Array,
  within: number,
): Float64Array {
  const factors = mixture.components.map(({ covariance }) => covarianceRoot(covariance, dimension));
  const radius = squaredRadius(within, dimension);
  const good = components.filter((component, row) => {
    const own = mixture.components[component];
    const factor = factors[component];
    const x = values.subarray(row * dimension, (row + 1) * dimension);
    return own && factor && squaredMahalanobis(own.mean, factor, x) <= radius;
  });
  return tally(good, mixture.components.length);
}

function countOf({ members }: ModeGroup, counts: Float64Array): number {
  return members.reduce((sum, member) => sum + Number(counts[member]), 0);
}

function reachedShare(groups: readonly ModeGroup[], good: Float64Array, needed: number): number {
  const reached = groups.filter((group) => countOf(group, good) >= Math.max(1, needed * group.weight));
  return reached.length / groups.length;
}

function totalVariation(groups: readonly ModeGroup[], counts: Float64Array, samples: number): number {
  const differences = groups.map((group) => Math.abs(countOf(group, counts) / samples - group.weight));
  return differences.reduce((sum, difference) => sum + difference, 0) / 2;
}
