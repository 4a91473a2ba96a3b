import { required, stopGradient, type Tensor2D, tf } from '@highorder/core';
import type { Rule, RuleInputs } from './rule.ts';

/**
 * Eulerian rule: the place where a step ends stays, as its start moves along the flow towards the fixed endpoint t + d,
 *
 *   (d/dt - d/dd) Phi(x, t, d) + u_1(x, t, 0) . grad Phi(x, t, d),
 *
 * Phi being one step of the experiment's integrator. It holds for the true flow whatever the order of Phi; for
 * Phi = x + d u_1 it is the identity of MeanFlow. Two tangents of Taylor mode: along (0, 1, -1), through which gradients
 * flow, and along (u_1, 0, 0), a constant, so that none goes through a derivative in space. In units of velocity in t, also
 * on a clock.
 *
 * Source: Eulerian self-distillation, Boffi, Albergo and Vanden-Eijnden, arXiv 2505.18825, who find it less stable than the
 * Lagrangian one.
 */
export const eulerianRule: Rule = {
  orders: [1],
  differentiatesStep: true,
  prepare: () => ({}),
  error: (inputs) =>
    tf.add(
      alongTime(inputs),
      stopGradient(() => alongSpace(inputs)),
    ),
};

/** (d/dt - d/dd) Phi. */
function alongTime({ step }: RuleInputs): Tensor2D {
  const [, rate] = step.advanceAlong(step.flow, step.at, { x: 0, t: 1, d: -1 }, 1);
  return required(rate, 'A training step gives the derivative of its step.');
}

/** u_1 . grad Phi of the teacher. */
function alongSpace({ step, teacher }: RuleInputs): Tensor2D {
  const velocity = teacher.at({ ...step.at, d: tf.zerosLike(step.at.d) }).order(1);
  const [, rate] = step.advanceAlong(teacher, step.at, { x: velocity, t: 0, d: 0 }, 1);
  return required(rate, 'A training step gives the derivative of its step.');
}
