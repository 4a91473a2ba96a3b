import {
  component,
  definePlugin,
  factorial,
  highestOrder,
  InputError,
  type LossTerm,
  type Tensor1D,
  tf,
  type TrainingStep,
} from '@highorder/core';
import { z } from 'zod';
import { type Target, type TargetName, targetNames, targets } from './targets.ts';

/**
 * Matching of order k: the head of order k regresses a target for the k-th time derivative at x(t),
 *
 *   loss = counts |u_k(x(t), t, d) - target|^2,
 *
 * the squared Euclidean norm: the sum over coordinates, [rows]. It stands on rows with d = 0. The target is
 *
 * - `conditional`: the derivative of the path of the drawn pair, x^(k) = alpha^(k) x1 + beta^(k) x0. M1, M2 and M3 of
 *   HOMO;
 * - `conditional-closed`: its mean over all pairs through x(t), which is p_k(t) x + q_k(t) u_1, held constant;
 * - `material`: the derivative of the flow itself, D^(k-1) u_1 / Dt^(k-1), held constant.
 *
 * `counts` is 0 on rows at which the target does not exist, else 1. Rows are drawn from the domain of the velocity.
 *
 * The default weight puts all orders in units of velocity at a step of reference: ((r^(k-1)) / k!)^2, since u_k moves
 * a step of length r by r^k/k! u_k. Source: HOMO, arXiv 2502.00688; the other targets and the weight are this
 * project's own.
 */
export default definePlugin({
  kind: 'loss',
  name: 'matching',
  summary: 'Regresses a time derivative of the path, or of the flow.',
  cite: ['chen2025homo', 'lipman2023flow'],
  options: z.strictObject({
    order: z
      .int()
      .min(1)
      .max(highestOrder)
      .describe('The order k of the derivative: 1 velocity, 2 acceleration, 3 jerk.'),
    target: z
      .enum(targetNames)
      .default('conditional')
      .describe(
        'What is regressed: the derivative of the path of the drawn pair (conditional), its mean by the velocity ' +
          '(conditional-closed), or the derivative of the flow itself (material). Order 1: conditional.',
      ),
    share: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .describe('Share of the batch for the rows of matching. What other terms leave where left out.'),
    times: component('time-sampler').prefault({ use: 'uniform' }).describe('How times are drawn.'),
    referenceStep: z
      .number()
      .gt(0)
      .max(1)
      .default(1 / 16)
      .describe('The step r at which the default weight makes orders comparable.'),
  }),
  create: ({ order, target: name, share, times, referenceStep }): LossTerm => {
    requireVelocityTarget(order, name);
    const target = targets[name];
    return {
      name: `matching-${order}`,
      orders: target.needsVelocity ? [1, order] : [order],
      rows: { name: 'matching', share, derivatives: 1, times },
      defaultWeight: (referenceStep ** (order - 1) / factorial(order)) ** 2,
      ...(order > 1 && {
        weightReason: `the default: order ${order} in the units of velocity at a step of ${Number(referenceStep.toPrecision(4))}`,
      }),
      differentiatesFlow: target.differentiatesFlow,
      prepare: (rows, { interpolant }) => target.prepare(rows, interpolant, order),
      evaluate: (step) => squaredError(step, target, order),
    };
  },
});

function squaredError(step: TrainingStep, target: Target, order: number): Tensor1D {
  const error: Tensor1D = tf.sum(
    tf.squaredDifference(step.predicted.order(order), target.of(step, order)),
    1,
  );
  const { counts } = step.columns;
  return counts === undefined ? error : tf.mul(error, tf.reshape(counts, [-1]));
}

function requireVelocityTarget(order: number, target: TargetName): void {
  if (order > 1 || target === 'conditional') return;
  throw new InputError({
    where: 'loss matching',
    message: `The target "${target}" is made of the velocity, so that it cannot teach the velocity (order 1).`,
    expected: '`target: conditional` at order 1',
    fix: `Drop \`target\`, or match a higher order.`,
  });
}
