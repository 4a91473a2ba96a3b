import {
  type Column,
  component,
  contains,
  definePlugin,
  type DrawnRows,
  factorial,
  type Interpolant,
  type LossTerm,
  pathDerivative,
  required,
  type Tensor1D,
  tf,
  type TrainingStep,
} from '@highorder/core';
import { z } from 'zod';

/**
 * Matching of order k: the head of order k regresses the k-th time derivative of the path of each pair,
 *
 *   loss = counts |u_k(x(t), t, d) - x^(k)(t)|^2,   x^(k) = alpha^(k) x1 + beta^(k) x0,
 *
 * the squared Euclidean norm: the sum over coordinates, [rows]. M1, M2 and M3 of HOMO are its orders 1, 2 and 3. It stands
 * on rows with d = 0.
 *
 * A row whose t lies outside `interpolant.domain(k)` does not count: counts is 0 there, and 1 elsewhere.
 *
 * The default weight puts all orders in units of velocity at a step of reference: ((r^(k-1)) / k!)^2, since u_k moves a
 * step of length r by r^k/k! u_k. Source: HOMO, arXiv 2502.00688; the weight is this project's own.
 */
export default definePlugin({
  kind: 'loss',
  name: 'matching',
  summary: 'Regresses a time derivative of the path of each pair.',
  cite: ['chen2025homo', 'lipman2023flow'],
  options: z.strictObject({
    order: z.int().min(1).describe('The order k of the derivative: 1 velocity, 2 acceleration, 3 jerk.'),
    target: z
      .enum(['conditional'])
      .default('conditional')
      .describe('What is regressed: conditional is the derivative of the path of the drawn pair.'),
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
  create: ({ order, share, times, referenceStep }): LossTerm => ({
    name: `matching-${order}`,
    orders: [order],
    rows: { name: 'matching', share, derivatives: 1, times },
    defaultWeight: (referenceStep ** (order - 1) / factorial(order)) ** 2,
    prepare: (rows, { interpolant }) => prepareTarget(rows, interpolant, order),
    evaluate: (step) => squaredError(step, order),
  }),
});

function prepareTarget(rows: DrawnRows, interpolant: Interpolant, order: number) {
  const domain = interpolant.domain(order);
  // Outside the domain the derivative may be infinite, and infinity times 0 is not 0: take the nearest time inside.
  const t = rows.t.map((time) => Math.min(Math.max(time, domain.from), domain.to));
  const counts = rows.t.map((time) => (contains(domain, { from: time, to: time }) ? 1 : 0));
  return {
    target: { width: rows.dimension, values: pathDerivative(interpolant, { ...rows, t }, order) },
    counts: { width: 1, values: counts },
  } satisfies Record<string, Column>;
}

function squaredError({ predicted, columns }: TrainingStep, order: number): Tensor1D {
  const target = required(columns['target'], 'A matching term lacks its column "target".');
  const counts = required(columns['counts'], 'A matching term lacks its column "counts".');
  const error = tf.squaredDifference(predicted.order(order), target);
  return tf.sum(tf.mul(error, counts), 1);
}
