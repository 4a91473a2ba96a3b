import { definePlugin, type Integrator, tf } from '@highorder/core';
import { z } from 'zod';

/**
 * Euler's step, one evaluation of the flow:
 *
 *   x(t + d) = x + d u_1(x, t, d)
 *
 * x [rows, dimension], t and d [rows, 1]. The flow is told the step d that is taken, so that a head trained
 * on average velocities (Shortcut) makes the step it was trained for. Gradients flow. Order 1 for
 * instantaneous velocities.
 *
 * Source: Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, section I.7.
 */
export default definePlugin({
  kind: 'integrator',
  name: 'euler',
  summary: "Euler's step: one evaluation, velocity alone.",
  cite: ['hairer1993solving'],
  options: z.strictObject({}),
  create: (): Integrator => ({
    order: 1,
    derivatives: 1,
    evaluations: 1,
    step: (flow, from) => tf.add(from.x, tf.mul(from.d, flow.at(from).order(1))),
  }),
});
