import {
  type Columns,
  component,
  contains,
  definePlugin,
  type DrawnRows,
  type Interpolant,
  type LossTerm,
  pathDerivative,
  required,
  stopGradient,
  type Tensor1D,
  type Tensor2D,
  tf,
  type TrainingStep,
} from '@highorder/core';
import { z } from 'zod';

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
 * With the conditional velocity v = alpha' x1 + beta' x0 of the drawn pair, and sg[.] held constant,
 *
 *   loss = sg[w] |u_1 - sg[v + d Du_1]|^2,   w = 1 / (|u_1 - target|^2 + constant)^power,
 *
 * the squared Euclidean norm, [rows]. With power 1 the gradient of a row is at most 1/sqrt(constant); the paper's
 * 1e-3 is small enough for rounding to grow from step to step in float32, the default of 0.01 is not. At d = 0 it is
 * flow matching. A row whose t lies outside `interpolant.domain(1)` does not count.
 *
 * Source: Geng et al., Mean Flows for One-step Generative Modeling, arXiv 2505.13447, in whose time the data is at 0.
 */
export default definePlugin({
  kind: 'loss',
  name: 'mean-flow',
  summary: 'Teaches average velocities by their derivative at a fixed endpoint.',
  cite: ['geng2025meanflow'],
  options: z.strictObject({
    share: z
      .number()
      .gt(0)
      .max(1)
      .optional()
      .describe('Share of the batch for its rows. What other terms leave where left out.'),
    times: component('time-sampler')
      .prefault({ use: 'two-times' })
      .describe('How both ends of the interval are drawn. Rows with d = 0 keep it to the data.'),
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
  }),
  create: ({ share, times, ...weight }): LossTerm => ({
    name: 'mean-flow',
    orders: [1],
    rows: { name: 'time-pairs', share, derivatives: 1, times },
    defaultWeight: 1,
    differentiatesFlow: true,
    prepare: (rows, { interpolant }) => conditionalVelocity(rows, interpolant),
    evaluate: (step) => weightedError(step, weight),
  }),
});

function conditionalVelocity(rows: DrawnRows, interpolant: Interpolant): Columns {
  const domain = interpolant.domain(1);
  // Outside the domain the velocity may be infinite, and infinity times 0 is not 0: take the nearest time inside.
  const t = rows.t.map((time) => Math.min(Math.max(time, domain.from), domain.to));
  const counts = rows.t.map((time) => (contains(domain, { from: time, to: time }) ? 1 : 0));
  return {
    velocity: { width: rows.dimension, values: pathDerivative(interpolant, { ...rows, t }, 1) },
    counts: { width: 1, values: counts },
  };
}

function weightedError(step: TrainingStep, weight: AdaptiveWeight): Tensor1D {
  const { predicted, columns } = step;
  const counts = required(columns['counts'], 'A mean-flow term lacks its column "counts".');
  const prediction = predicted.order(1);
  const target = stopGradient(() => averageVelocity(step));
  const squares = (value: Tensor2D): Tensor2D => tf.sum(tf.squaredDifference(value, target), 1, true);
  // The prediction is asked for once more, so that what the weight is made of is seen to be constant.
  const factor = stopGradient(() => adaptiveWeight(squares(predicted.order(1)), weight));
  return tf.sum(tf.mul(tf.mul(squares(prediction), factor), counts), 1);
}

/** v + d Du_1, [rows, dimension]. */
function averageVelocity({ at, columns, flow, along }: TrainingStep): Tensor2D {
  const velocity = required(columns['velocity'], 'A mean-flow term lacks its column "velocity".');
  const [, change] = along(flow, at, { x: velocity, t: 1, d: -1 }, 1);
  return tf.add(
    velocity,
    tf.mul(at.d, required(change, 'A training step gives the derivative along a line.')),
  );
}

function adaptiveWeight(squares: Tensor2D, { power, constant }: AdaptiveWeight): Tensor2D {
  return tf.pow(tf.add(squares, constant), -power);
}
