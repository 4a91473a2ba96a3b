import { definePlugin, type Interpolant, unitInterval } from '@highorder/core';
import { z } from 'zod';

/**
 * The trigonometric path: a quarter turn from source to data, alpha^2 + beta^2 = 1 at every t.
 *
 *   alpha(t) = sin(pi t / 2)    weight of the data point x1
 *   beta(t)  = cos(pi t / 2)    weight of the source point x0
 *
 * Every pair obeys x'' = -(pi/2)^2 x. Every domain is [0, 1].
 *
 * Source: Albergo and Vanden-Eijnden, arXiv 2209.15571, equation 5.
 */
export default definePlugin({
  kind: 'interpolant',
  name: 'trigonometric',
  summary: 'A quarter turn from source to data, of constant variance.',
  cite: ['albergo2023building'],
  options: z.strictObject({}),
  create: (): Interpolant => ({
    domain: () => unitInterval,
    weights(t) {
      const angle = t.scale(Math.PI / 2);
      return { alpha: angle.sin(), beta: angle.cos() };
    },
  }),
});
