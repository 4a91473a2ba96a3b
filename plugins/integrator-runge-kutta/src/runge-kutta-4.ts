import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { explicitRungeKutta } from './explicit-method.ts';

/**
 * The classical Runge-Kutta step; four evaluations of the flow, order 4:
 *
 *   v_1 = u_1(x, t, 0)                      v_2 = u_1(x + d/2 v_1, t + d/2, 0)
 *   v_3 = u_1(x + d/2 v_2, t + d/2, 0)      v_4 = u_1(x + d v_3, t + d, 0)
 *   x(t + d) = x + d (v_1 + 2 v_2 + 2 v_3 + v_4) / 6
 *
 * x [rows, dimension], t and d [rows, 1]. The flow is asked for instantaneous velocities (step 0). Gradients
 * flow.
 *
 * Source: Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, section II.1, table 1.2.
 */
export default definePlugin({
  kind: 'integrator',
  name: 'runge-kutta-4',
  summary: 'The classical Runge-Kutta step: four evaluations, order 4.',
  cite: ['hairer1993solving'],
  options: z.strictObject({}),
  create: () =>
    explicitRungeKutta({
      order: 4,
      stages: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
      weights: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
    }),
});
