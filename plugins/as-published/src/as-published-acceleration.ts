import {
  type Columns,
  component,
  definePlugin,
  type DrawnRows,
  type Interpolant,
  type LossTerm,
  pathDerivative,
  required,
  stopGradient,
  type Tensor2D,
  tf,
  type TrainingStep,
} from '@highorder/core';
import { z } from 'zod';
import { type DiffusionConstants, scriptSecondDerivatives } from './script-second-derivatives.ts';

/** The scripts draw t from [0, 1), divided by 1 + 1e-6, since their formulas are infinite at t = 1. */
const LAST_TIME = 1 - 1e-6;

/**
 * M2 as the published scripts have it: the head of order 2 regresses, on rows of either group,
 *
 *   loss = |u_2(x(t), t, d) - target|^2,
 *
 * the sum over coordinates, [rows]. The target is
 *
 * - `script`: A x1 + B x0 with what the scripts take for alpha'' and beta'' of the diffusion path, which is wrong
 *   (`scriptSecondDerivatives`). Times after 1 - 1e-6, which the scripts do not draw, take the values there;
 * - `path`: the second derivative of the experiment's own path, as the scripts have it right on the cubic path;
 * - `halves`: the mean of u_2 over two half steps, held constant, which two of the scripts teach on rows with steps:
 *   [u_2(x, t, d/2) + u_2(x', t + d/2, d/2)] / 2, x' = x + d/2 u_1 + d^2/8 u_2. It is wrong by d/12 D^2u/Dt^2 + O(d^2).
 *
 * The scripts teach `script` and `path` on rows with steps too, where u_2 should not be the instantaneous derivative.
 * Every row counts. Gradients flow to u_2, and to u_1 where the head reads it without holding it. Source: the scripts
 * of HOMO, arXiv 2502.00688.
 */
export default definePlugin({
  kind: 'loss',
  name: 'as-published-acceleration',
  summary:
    'M2 with the second derivatives of the published scripts; reproduces a mistake; for comparison only.',
  cite: ['chen2025homo'],
  options: z.strictObject({
    target: z
      .enum(['script', 'path', 'halves'])
      .default('script')
      .describe(
        'What is regressed: the wrong second derivative of the scripts (script), that of the path (path), or the mean ' +
          'of u_2 over two half steps (halves).',
      ),
    rows: z
      .enum(['matching', 'bootstrap'])
      .default('matching')
      .describe('The row group it stands on: matching (d = 0), or bootstrap, that of self-consistency.'),
    times: component('time-sampler')
      .prefault({ use: 'uniform' })
      .describe('How times are drawn. The first term of a row group decides for all.'),
    a: z.number().positive().default(19.9).describe('The constant a of the diffusion path, for script.'),
    b: z.number().positive().default(0.1).describe('The constant b of the diffusion path, for script.'),
  }),
  create: ({ target, rows, times, a, b }): LossTerm => ({
    name: `as-published-acceleration-${rows}`,
    orders: target === 'halves' ? [1, 2] : [2],
    rows: { name: rows, ...(rows === 'matching' && { derivatives: 1 }), times },
    defaultWeight: 1e-15,
    weightReason: 'the default: that of the published scripts',
    ...(target !== 'halves' && {
      prepare: (drawn, { interpolant }) => {
        const values =
          target === 'path' ? pathAcceleration(drawn, interpolant) : scriptAcceleration(drawn, { a, b });
        return { target: { width: drawn.dimension, values } } satisfies Columns;
      },
    }),
    evaluate(step) {
      const wanted = target === 'halves' ? meanOverHalves(step) : targetOf(step);
      return tf.sum(tf.squaredDifference(step.predicted.order(2), wanted), 1);
    },
  }),
});

/** alpha'' x1 + beta'' x0 as the scripts have them, [rows * dimension]. */
function scriptAcceleration(
  { t, x0, x1, dimension }: DrawnRows,
  constants: DiffusionConstants,
): Float64Array {
  const { alpha, beta } = scriptSecondDerivatives(
    t.map((time) => Math.min(time, LAST_TIME)),
    constants,
  );
  return x1.map((data, index) => {
    const row = Math.floor(index / dimension);
    return Number(alpha[row]) * data + Number(beta[row]) * Number(x0[index]);
  });
}

/** x''(t), [rows * dimension]; at times outside domain(2), that of the nearest time inside. */
function pathAcceleration(drawn: DrawnRows, interpolant: Interpolant): Float64Array {
  const { from, to } = interpolant.domain(2);
  const t = drawn.t.map((time) => Math.min(to, Math.max(from, time)));
  return pathDerivative(interpolant, { ...drawn, t }, 2);
}

function targetOf({ columns }: TrainingStep): Tensor2D {
  return required(columns['target'], 'The term as-published-acceleration lacks its column "target".');
}

/** The mean of u_2 over two half steps, [rows, dimension]; a constant. */
function meanOverHalves({ at, flow }: TrainingStep): Tensor2D {
  return stopGradient(() => {
    const { x, t, d } = at;
    const half: Tensor2D = tf.div(d, 2);
    const first = flow.at({ ...at, d: half });
    const bend = tf.mul(tf.div(tf.square(half), 2), first.order(2));
    const middle: Tensor2D = tf.add(tf.add(x, tf.mul(half, first.order(1))), bend);
    const second = flow.at({ ...at, x: middle, t: tf.add(t, half), d: half });
    return tf.div<Tensor2D>(tf.add(first.order(2), second.order(2)), 2);
  });
}
