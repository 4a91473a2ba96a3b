import { definePlugin, type Interpolant, unitInterval } from '@highorder/core';
import { z } from 'zod';

/**
 * The straight path of optimal transport and rectified flow: every pair moves with constant velocity x1 - x0.
 *
 *   alpha(t) = t        weight of the data point x1
 *   beta(t)  = 1 - t    weight of the source point x0
 *
 * Derivatives from the second on are 0. Every domain is [0, 1].
 *
 * Source: Lipman et al., arXiv 2210.02747, equation 20 with vanishing end variance; Liu et al., arXiv
 * 2209.03003, section 2.
 */
export default definePlugin({
  kind: 'interpolant',
  name: 'ot',
  summary: 'The straight path: every pair moves with constant velocity.',
  cite: ['lipman2023flow', 'liu2023rectified'],
  options: z.strictObject({}),
  create: (): Interpolant => ({
    domain: () => unitInterval,
    weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
  }),
});
