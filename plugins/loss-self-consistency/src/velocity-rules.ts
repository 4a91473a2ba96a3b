import { type Derivatives, factorial, type Flow, stopGradient, type Tensor2D, tf } from '@highorder/core';
import { type HalfSteps, halvingRule } from './half-steps.ts';
import type { RuleInputs } from './rule.ts';

/** How a rule goes from x to the middle of the step, given the derivatives there and the half step [rows, 1]. */
type MiddlePoint = (x: Tensor2D, derivatives: Derivatives, half: Tensor2D) => Tensor2D;

/**
 * Shortcut rule: the average velocity over a step is the mean of those over its halves,
 *
 *   u_1(x, t, d) - [d1 u_1(x, t, d1) + d2 u_1(x', t + d1, d2)] / d,   x' = x + d1 u_1(x, t, d1),
 *
 * whatever the integrator. Source: Frans et al., One Step Diffusion via Shortcut Models, arXiv 2410.12557, the self-consistency target.
 */
export const shortcutRule = halvingRule([1], (inputs, halves) =>
  velocityError(inputs, halves, (x, derivatives, half) => tf.add(x, tf.mul(half, derivatives.order(1)))),
);

/**
 * The rule of the HOMO paper, for reproducing it: as the shortcut rule, but x' = x + d1 u_1 + d1^2/2 u_2 + ..., with all
 * orders that the flow has, seen at the half step.
 *
 * It counts curvature twice, since u_1(x, t, d1) is already the average velocity over the half step: u_1 is off by
 * d^2/12 (grad u) u_2 + O(d^3). Use `flow-map` for anything else. Source: arXiv 2502.00688.
 */
export const paperRule = halvingRule([1, 2], (inputs, halves) =>
  velocityError(inputs, halves, (x, derivatives, half) =>
    ordersFrom2(inputs.teacher).reduce<Tensor2D>(
      (sum, k) => tf.add(sum, tf.mul(tf.div(tf.pow(half, k), factorial(k)), derivatives.order(k))),
      tf.add(x, tf.mul(half, derivatives.order(1))),
    ),
  ),
);

/** 2 at least, so that a flow without a head of order 2 is refused. */
function ordersFrom2({ orders }: Flow): readonly number[] {
  return [2, ...orders.filter((order) => order > 2)];
}

function velocityError(inputs: RuleInputs, halves: HalfSteps, middlePoint: MiddlePoint): Tensor2D {
  return tf.sub(inputs.step.predicted.order(1), meanVelocity(inputs, halves, middlePoint));
}

/** The mean of u_1 over the two halves, weighed by their lengths, [rows, dimension]; a constant. */
function meanVelocity({ step, teacher }: RuleInputs, halves: HalfSteps, middlePoint: MiddlePoint): Tensor2D {
  const { x, t } = step.at;
  const { half, rest, rate } = halves;
  return stopGradient(() => {
    const first = teacher.at({ ...step.at, d: halves.seenHalf });
    const middle = middlePoint(x, first, half);
    const second = teacher.at({ ...step.at, x: middle, t: tf.add(t, half), d: halves.seenRest });
    // Written as first + share (second - first), so that a row with d = 0 has no loss.
    const change = tf.sub(second.order(1), first.order(1));
    return tf.add(first.order(1), tf.mul(tf.mul(rest, rate), change));
  });
}
