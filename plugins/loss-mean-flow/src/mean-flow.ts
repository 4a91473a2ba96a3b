import {
  component,
  definePlugin,
  type HeadLayout,
  type LossTerm,
  required,
  stopGradient,
  type Tensor1D,
  type Tensor2D,
  tf,
  type TrainingStep,
  highestOrder,
} from '@highorder/core';
import { z } from 'zod';
import { averageTarget, lacking, type TargetChoice, targetColumns, velocityNames } from './targets.ts';

/** The exponent and the constant of the adaptive weight. */
interface AdaptiveWeight {
  readonly power: number;
  readonly constant: number;
}

/**
 * MeanFlow: u_1(x, t, d) is the average velocity over [t, t + d]. Since d u_1 is the way to a fixed endpoint t + d,
 * its derivative in t along the flow is minus the velocity v, so that
 *
 *   u_1 = v + d Du_1,   D = d/dt - d/dd + v . grad: the derivative with the endpoint t + d fixed.
 *
 * Of order K, with a_k the k-th derivative along the flow (a_1 = v, a_(k+1) = D a_k/Dt), the same derivative of
 *
 *   Phi = x + d a_1 + ... + d^(K-1)/(K-1)! a_(K-1) + d^K/K! U_K,   the place that the flow reaches at t + d,
 *
 * is zero: all terms but two cancel, and U_K = a_K + (d/K) DU_K. The heads u_1 ... u_(K-1) are a_1 ... a_(K-1), which
 * `matching` teaches, and must not see d; u_K is U_K, and must. With sg[.] held constant,
 *
 *   loss = sg[w] |e|^2,   e = s (u_K - sg[a_K + (d/K) DU_K]),   w = 1 / (|e|^2 + constant)^power,
 *
 * the squared Euclidean norm, [rows]. At d = 0 it is flow matching (K = 1), or matching of the material derivative.
 *
 * - v is `conditional`, the velocity alpha' x1 + beta' x0 of the drawn pair, whose mean over pairs is that of the flow and
 *   enters linearly; or that of the `flow`, u_1 at d = 0, which has no noise, and needs matching of order 1 beside it.
 * - a_1 = v. From K = 2 on a_K is the material derivative of u_1 by Taylor mode: no average over pairs gives it.
 * - s = max(d, r)^(K-1)/K!, 1 for K = 1: an error of U_K in units of velocity for a step of d, r being the step of reference.
 *
 * With power 1 the gradient of a row is at most 1/sqrt(constant); the paper's 1e-3 is small enough for rounding to grow
 * from step to step in float32, the default of 0.01 is not. With the conditional velocity a row whose t lies outside
 * `interpolant.domain(1)` does not count.
 *
 * Source: Geng et al., Mean Flows for One-step Generative Modeling, arXiv 2505.13447, in whose time the data is at 0, for
 * K = 1; higher orders are this project's own.
 */
export default definePlugin({
  kind: 'loss',
  name: 'mean-flow',
  summary: 'Teaches averages over steps by their derivative at a fixed endpoint.',
  cite: ['geng2025meanflow'],
  options: z.strictObject({
    order: z
      .int()
      .min(1)
      .max(highestOrder)
      .default(1)
      .describe('The order K of the head that is an average over the step; lower ones are instantaneous.'),
    share: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .describe('Share of the batch for its rows. What other terms leave where left out.'),
    times: component('time-sampler')
      .prefault({ use: 'two-times' })
      .describe('How both ends of the interval are drawn. Rows with d = 0 keep it to the data.'),
    velocity: z
      .enum(velocityNames)
      .optional()
      .describe('Whose velocity moves a point: of the drawn pair (conditional), or u_1 (flow).'),
    power: z
      .number()
      .min(0)
      .default(1)
      .describe('The exponent of the adaptive weight; 0 is the plain squared error.'),
    constant: z
      .number()
      .positive()
      .default(0.01)
      .describe('What is added to the squared error in the adaptive weight.'),
    referenceStep: z
      .number()
      .gt(0)
      .max(1)
      .default(1 / 16)
      .describe('From order 2 on, shorter steps weigh as much as one of this length.'),
  }),
  create({ order, share, times, velocity, referenceStep, ...weight }): LossTerm {
    const choice: TargetChoice = {
      order,
      velocity: velocity ?? (order === 1 ? 'conditional' : 'flow'),
      referenceStep,
    };
    return {
      name: order === 1 ? 'mean-flow' : `mean-flow-${order}`,
      // What it reads; that there are heads between is a matter of the layout.
      orders: order === 1 ? [1] : [1, order],
      rows: { name: 'time-pairs', share, derivatives: 1, times },
      defaultWeight: 1,
      differentiatesFlow: true,
      layout: layoutOf(order),
      prepare: (rows, { interpolant }) => targetColumns(rows, interpolant, choice),
      evaluate: (step) => weightedError(step, choice, weight),
    };
  },
});

/** Of order 1 there is nothing to mistake. */
function layoutOf(order: number): HeadLayout | undefined {
  if (order === 1) return undefined;
  return { instantaneous: Array.from({ length: order - 1 }, (_, index) => index + 1), average: order };
}

function weightedError(step: TrainingStep, choice: TargetChoice, weight: AdaptiveWeight): Tensor1D {
  const { predicted, columns } = step;
  const counts = required(columns['counts'], lacking('counts'));
  const prediction = predicted.order(choice.order);
  const target = stopGradient(() => averageTarget(step, choice));
  const squares = (value: Tensor2D): Tensor2D =>
    tf.sum(scaled(tf.squaredDifference(value, target), step, choice), 1, true);
  // The prediction is asked for once more, so that what the weight is made of is seen to be constant.
  const factor = stopGradient(() => adaptiveWeight(squares(predicted.order(choice.order)), weight));
  return tf.sum(tf.mul(tf.mul(squares(prediction), factor), counts), 1);
}

/** Squares of errors in units of velocity. */
function scaled(squares: Tensor2D, { columns }: TrainingStep, { order }: TargetChoice): Tensor2D {
  if (order === 1) return squares;
  return tf.mul(squares, tf.square(required(columns['scale'], lacking('scale'))));
}

function adaptiveWeight(squares: Tensor2D, { power, constant }: AdaptiveWeight): Tensor2D {
  return tf.pow(tf.add(squares, constant), -power);
}
