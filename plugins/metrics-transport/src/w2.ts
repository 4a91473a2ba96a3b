import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { exactTransport } from './exact-transport.ts';
import { firstPoints } from './first-points.ts';
import { matchedPoints } from './transport-options.ts';

/**
 * The exact 2-Wasserstein distance between samples and an independent draw of the truth (`exactTransport`), in the
 * data's units.
 *
 * Where the target has separate modes, its floor is high and noisy: chance decides how many points fall on each.
 * `w2-stratified` takes that chance out.
 */
export default definePlugin({
  kind: 'metric',
  name: 'w2',
  summary: 'Exact 2-Wasserstein distance between samples and independent draws of the truth.',
  cite: ['peyre2019computational'],
  options: z.strictObject({ points: matchedPoints }),
  create: ({ points }) => ({
    points,
    measure(comparison) {
      const { generated, reference } = firstPoints(comparison, points);
      return { w2: exactTransport(generated, reference) };
    },
  }),
});
