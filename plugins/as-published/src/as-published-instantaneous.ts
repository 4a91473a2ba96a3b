import { definePlugin, type Integrator, type Tensor2D, tf } from '@highorder/core';
import { z } from 'zod';

/**
 * The step by which the published scripts sample, 100 of them from t = 0 to t = 1:
 *
 *   x(t + d) = x + d u_1(x, t, 0) + d^2/2 u_2(x, t, 0)
 *
 * or its first summand without a head of order 2. x and u_k are [rows, dimension], t and d [rows, 1]. The networks are
 * told a step of 0, whatever step is taken, so that nothing that self-consistency taught them about long steps is used:
 * a method for one step is measured by its instantaneous derivatives in a hundred.
 *
 * Of order 2 for exact derivatives along the flow; with conditional targets, as in the scripts, of order 1. Gradients
 * flow to x, t, d and the parameters. Source: the scripts of HOMO, arXiv 2502.00688.
 */
export default definePlugin({
  kind: 'integrator',
  name: 'as-published-instantaneous',
  summary: 'The Taylor step whose networks are told a step of 0; reproduces a mistake; for comparison only.',
  cite: ['chen2025homo'],
  options: z.strictObject({
    order: z
      .int()
      .min(1)
      .max(2)
      .optional()
      .describe('Highest derivative in the step, 1 or 2. Without it, that of the heads, 2 at most.'),
  }),
  needs: ['orders'],
  create: ({ order }, { orders }): Integrator => {
    const highest = order ?? Math.min(2, Math.max(1, ...orders));
    return {
      order: highest,
      derivatives: highest,
      evaluations: 1,
      step(flow, from) {
        const { x, d } = from;
        const still = flow.at({ ...from, d: tf.zerosLike(d) });
        const straight: Tensor2D = tf.add(x, tf.mul(d, still.order(1)));
        if (highest === 1) return straight;
        return tf.add(straight, tf.mul(tf.div(tf.square(d), 2), still.order(2)));
      },
    };
  },
});
