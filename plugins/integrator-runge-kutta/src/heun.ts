import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { explicitRungeKutta } from './explicit-method.ts';

/**
 * Heun's step, the mean of the velocities at both ends; two evaluations of the flow, order 2:
 *
 *   v_1 = u_1(x, t, 0),  v_2 = u_1(x + d v_1, t + d, 0),  x(t + d) = x + d (v_1 + v_2) / 2
 *
 * x [rows, dimension], t and d [rows, 1]. The flow is asked for instantaneous velocities (step 0). Gradients
 * flow.
 *
 * Source: Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, section II.1; Karras et al.,
 * arXiv 2206.00364, algorithm 1.
 */
export default definePlugin({
  kind: 'integrator',
  name: 'heun',
  summary: "Heun's step: two evaluations, order 2.",
  cite: ['hairer1993solving', 'karras2022elucidating'],
  options: z.strictObject({}),
  create: () => explicitRungeKutta({ order: 2, stages: [[], [1]], weights: [1 / 2, 1 / 2] }),
});
