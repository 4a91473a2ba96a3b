import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { pointByPoint } from './point-by-point.ts';

/**
 * Two interleaved half circles with noise, centered on the origin. With a ~ U(0, pi) and n ~ N(0, noise^2 I),
 *
 *   upper moon: (cos a, sin a),   lower moon: (1 - cos a, 1/2 - sin a),   each with probability 1/2
 *   x = scale (moon - (1/2, 1/4) + n)
 *
 * Source: `make_moons` of scikit-learn, moved to the origin.
 */
export default definePlugin({
  kind: 'data',
  name: 'two-moons',
  summary: 'Two interleaved half circles.',
  cite: ['grathwohl2019ffjord'],
  options: z.strictObject({
    noise: z.number().nonnegative().default(0.1).describe('Deviation of the noise, before scaling.'),
    scale: z.number().positive().default(2).describe('Radius of the half circles.'),
  }),
  create: ({ noise, scale }) =>
    pointByPoint((random) => {
      const upper = random.uniform() < 0.5;
      const angle = Math.PI * random.uniform();
      const x = upper ? Math.cos(angle) : 1 - Math.cos(angle);
      const y = upper ? Math.sin(angle) : 0.5 - Math.sin(angle);
      return {
        x: scale * (x - 0.5 + noise * random.normal()),
        y: scale * (y - 0.25 + noise * random.normal()),
      };
    }),
});
