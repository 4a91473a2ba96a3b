import { definePlugin, type Integrator, type Tensor2D, tf } from '@highorder/core';
import { z } from 'zod';

/**
 * The Taylor step of order K, one evaluation of the flow:
 *
 *   x(t + d) = x + d u_1 + d^2/2! u_2 + ... + d^K/K! u_K,    u_k = u_k(x, t, d)
 *
 * x and u_k are [rows, dimension], t and d [rows, 1]. The flow is told the step d that is taken. Gradients
 * flow to x, t, d and the parameters. Of order K where u_k are the exact k-th derivatives along the flow;
 * heads that are trained on other targets (derivatives of single pairs, or averages over the step) have the
 * order that their targets have.
 *
 * Source: HOMO, arXiv 2502.00688, the sampling step; Hairer, Norsett and Wanner, Solving Ordinary
 * Differential Equations I, I.8.
 */
export default definePlugin({
  kind: 'integrator',
  name: 'taylor',
  summary: 'The Taylor step: one evaluation, all derivatives that the heads give.',
  cite: ['chen2025homo', 'hairer1993solving'],
  options: z.strictObject({
    order: z
      .int()
      .min(1)
      .optional()
      .describe('Highest derivative in the step. Without it, the highest order of the heads.'),
  }),
  needs: ['orders'],
  create: ({ order }, { orders }): Integrator => {
    const highest = order ?? Math.max(1, ...orders);
    return {
      order: highest,
      derivatives: highest,
      evaluations: 1,
      step(flow, from) {
        const { x, d } = from;
        const derivatives = flow.at(from);
        // Horner's rule: d (u_1 + d/2 (u_2 + d/3 (u_3 + ...))).
        let change: Tensor2D = tf.mul(tf.div(d, highest), derivatives.order(highest));
        for (let k = highest - 1; k >= 1; k--) {
          change = tf.mul(tf.div(d, k), tf.add(derivatives.order(k), change));
        }
        return tf.add(x, change);
      },
    };
  },
});
