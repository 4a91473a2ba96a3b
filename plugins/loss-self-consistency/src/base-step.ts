import {
  component,
  definePlugin,
  type Flow,
  type FlowPoint,
  type Integrator,
  type LossTerm,
  required,
  stopGradient,
  type Tensor2D,
  tf,
  withSeenStep,
} from '@highorder/core';
import { z } from 'zod';

/**
 * A step of the flow agrees with one step of a classical integrator Psi along the flow's own instantaneous velocity,
 *
 *   loss = |(Phi(x, t, d) - sg[Psi(x, t, d; u_k(., ., 0))]) / d|^2,
 *
 * the squared Euclidean norm, in units of velocity, [rows]; Phi is the experiment's own step. It is the base of a ladder of
 * steps: self-consistency with `base: taught` carries it to the longest. Their error is that of Psi, of order p in the finest step
 * d, so that a good Psi lets a ladder begin at longer steps: one of Runge and Kutta from 1/16, where Euler's step, which halves
 * that are told d = 0 amount to at order 1, needs 1/128 and more.
 *
 * Whatever step Psi tells the flow, networks see d = 0. Gradients flow through Phi alone; Psi is a constant.
 *
 * A row without a step (d = 0) has no loss. Throws where the flow lacks an order that Psi or Phi asks for.
 * Source: none; a classical integrator as the teacher of the shortest steps is this project's own choice.
 */
export default definePlugin({
  kind: 'loss',
  name: 'base-step',
  summary: 'Makes a short step agree with a classical integrator along the velocity.',
  cite: ['hairer1993solving'],
  options: z.strictObject({
    integrator: component('integrator')
      .prefault({ use: 'runge-kutta-4' })
      .describe('What makes the step that is to be learned, from instantaneous derivatives.'),
    share: z.number().gt(0).max(1).default(0.1).describe('Share of the batch for its rows.'),
    times: component('time-sampler')
      .prefault({ use: 'shortcut-ladder', finest: 16, drawn: 'finest' })
      .describe('How times and steps are drawn: the finest steps of the ladder of self-consistency.'),
    teacher: z
      .enum(['current', 'average'])
      .default('current')
      .describe('Whose velocity makes the target: that of the parameters in training, or of their average.'),
  }),
  create: ({ integrator, share, times, teacher }): LossTerm => ({
    name: 'base-step',
    orders: Array.from({ length: integrator.derivatives }, (_, index) => index + 1),
    rows: { name: 'base', share, times },
    defaultWeight: 1,
    prepare: ({ d }) => ({ rate: { width: 1, values: d.map((step) => (step > 0 ? 1 / step : 0)) } }),
    evaluate({ at, flow, teacher: average, advance, columns }) {
      const rate = required(columns['rate'], 'A base-step term lacks its column "rate".');
      const target = classicalStep(integrator, teacher === 'average' ? average : flow, at);
      return tf.sum(tf.square(tf.mul(tf.sub(advance(flow, at), target), rate)), 1);
    },
  }),
});

/** Where the classical step ends, [rows, dimension]; a constant. */
function classicalStep(integrator: Integrator, flow: Flow, at: FlowPoint): Tensor2D {
  return stopGradient(() => integrator.step(withSeenStep(flow, tf.zerosLike(at.d)), at));
}
