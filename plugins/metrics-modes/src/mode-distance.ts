import { definePlugin } from '@highorder/core';
import { lacksMixture, mixtureOf, nearestComponents } from '@highorder/oracle';
import { z } from 'zod';

/**
 * Mean distance from a sample to the nearest center of the target, in the data's units: the metric of the published
 * scripts.
 *
 * Lower is not better. Perfect samples of well-separated planar Gaussians of variance v score sqrt(v pi / 2), which is
 * 0.6865 for v = 0.3; a sampler that collapses onto the centers scores 0, and one that fills a single mode is not
 * noticed. Read it beside its floor, which is the value of a perfect sampler, and beside `mode-coverage`.
 * Source: evaluation of HOMO, arXiv 2502.00688.
 */
export default definePlugin({
  kind: 'metric',
  name: 'mode-distance',
  summary:
    'Mean distance from a sample to the nearest center; the floor is the value to reach, not to undercut.',
  cite: ['chen2025homo'],
  options: z.strictObject({}),
  create: () => ({
    unsuitable: lacksMixture,
    measure({ generated, problem }) {
      const { distances } = nearestComponents(generated, mixtureOf(problem.target));
      return { 'mode-distance': distances.reduce((sum, distance) => sum + distance, 0) / distances.length };
    },
  }),
});
