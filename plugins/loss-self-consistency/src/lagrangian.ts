import { type FlowLine, required, stopGradient, type Tensor2D, tf } from '@highorder/core';
import type { Rule, RuleInputs } from './rule.ts';

/**
 * Lagrangian rule: a longer step goes on with the velocity of the place that it has reached,
 *
 *   dPhi(x, t, d)/dd - u_1(Phi(x, t, d), t + d, 0),
 *
 * Phi being one step of the experiment's integrator, and u_1 at d = 0 the flow's own velocity, dPhi/dd at d = 0. With
 * Phi(x, t, 0) = x this differential equation has one solution, the flow of u_1, whatever the order of Phi. The
 * derivative in the number d is one tangent of Taylor mode (x' = 0, t' = 0, d' = 1): no derivative in space is taken.
 *
 * Both sides are velocities in t, also on a clock: d is a length of time, networks are told clock(t + d) - clock(t), and
 * Taylor mode goes through that difference by the chain rule.
 *
 * A constant by default is u_1(Phi, t + d, 0), so that no gradient goes through the place Phi at which it is asked
 * (that would be a derivative in space); gradients flow through dPhi/dd. With `held: step` it is the other way round,
 * u_1 learns to follow the step, at places held constant too; with `none` both sides move.
 *
 * Source: Lagrangian self-distillation, Boffi, Albergo and Vanden-Eijnden, arXiv 2505.18825.
 */
export const lagrangianRule: Rule = {
  orders: [1],
  differentiatesStep: true,
  prepare: () => ({}),
  error(inputs) {
    const [rate, velocity] = [() => rateOf(inputs), () => velocityAt(endOf(inputs), inputs)];
    switch (inputs.held) {
      case 'velocity':
        return tf.sub(rate(), stopGradient(velocity));
      case 'step':
        return tf.sub(
          stopGradient(rate),
          velocityAt(
            stopGradient(() => endOf(inputs)),
            inputs,
          ),
        );
      case 'none':
        return tf.sub(rate(), velocity());
    }
  },
};

/** The step alone grows. */
const longer: FlowLine = { x: 0, t: 0, d: 1 };

/** dPhi/dd. */
function rateOf({ step }: RuleInputs): Tensor2D {
  const [, rate] = step.advanceAlong(step.flow, step.at, longer, 1);
  return required(rate, 'A training step gives the derivative of its step.');
}

/** Phi(x, t, d). */
function endOf({ step }: RuleInputs): Tensor2D {
  const [end] = step.advanceAlong(step.flow, step.at, longer, 0);
  return required(end, 'A training step gives the end of its step.');
}

/** u_1 at the end of the step, instantaneous. */
function velocityAt(end: Tensor2D, { step, teacher }: RuleInputs): Tensor2D {
  const { t, d } = step.at;
  return teacher.at({ ...step.at, x: end, t: tf.add(t, d), d: tf.zerosLike(d) }).order(1);
}
