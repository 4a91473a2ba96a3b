import { type Flow, stopGradient, type Tensor2D, tf, withSeenStep } from '@highorder/core';
import { type HalfSteps, halvingRule } from './half-steps.ts';
import type { RuleInputs } from './rule.ts';

/**
 * Flow-map rule: one step of the experiment's integrator Phi agrees with two half steps,
 *
 *   (Phi(x, t, d) - Phi(Phi(x, t, d1), t + d1, d2)) / d,   d1 + d2 = d.
 *
 * It holds exactly for the true flow whatever the order of Phi, since it speaks of points, not of derivatives.
 * Source: the semigroup condition of flow maps, Boffi et al., arXiv 2505.18825.
 */
export const flowMapRule = halvingRule([1], (inputs, halves) => {
  const { step, gradientsToVelocity } = inputs;
  const flow = gradientsToVelocity ? step.flow : withConstantVelocity(step.flow);
  return tf.mul(tf.sub(step.advance(flow, step.at), twoHalfSteps(inputs, halves)), halves.rate);
});

/** Where two half steps end, [rows, dimension]; a constant. */
function twoHalfSteps({ step, teacher }: RuleInputs, halves: HalfSteps): Tensor2D {
  return stopGradient(() => {
    const middle = step.advance(withSeenStep(teacher, halves.seenHalf), { ...step.at, d: halves.half });
    return step.advance(withSeenStep(teacher, halves.seenRest), {
      ...step.at,
      x: middle,
      t: tf.add(step.at.t, halves.half),
      d: halves.rest,
    });
  });
}

/** The same flow with u_1 as a constant. Gradients through the input of higher heads are those heads' own affair. */
function withConstantVelocity(flow: Flow): Flow {
  return {
    ...flow,
    at(point) {
      const inner = flow.at(point);
      return {
        order(k) {
          const value = inner.order(k);
          return k === 1 ? stopGradient(() => value) : value;
        },
      };
    },
  };
}
