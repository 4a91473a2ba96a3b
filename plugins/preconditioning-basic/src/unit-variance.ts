import { definePlugin, Jet, type PreconditioningInputs, type Tensor2D, tf } from '@highorder/core';
import { z } from 'zod';
import { evaluateChebyshev, fitChebyshev } from './chebyshev.ts';
import { chooseClock, clockOption, derivativesOption } from './clock-option.ts';

/** No variance is taken to be smaller than this part of the largest: float32 does not resolve it. */
const FLOOR = 1e-7;

/**
 * Networks see x at unit size at all times:
 *
 *   view(x, t) = x / sqrt(alpha(t)^2 target^2 + beta(t)^2 source^2),
 *
 * with the root mean squares of a coordinate of target and source, taken to be independent and centered. The variance is
 * fitted once by a polynomial in t, because interpolants live on the host and t in the engine. Gradients flow.
 *
 * Source: c_in of Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, table 1.
 */
export default definePlugin({
  kind: 'preconditioning',
  name: 'unit-variance',
  summary: 'Networks see x divided by its spread at time t.',
  cite: ['karras2022elucidating'],
  options: z.strictObject({ clock: clockOption, derivatives: derivativesOption }),
  create: (choice) => ({
    fit: (inputs) => ({ ...chooseClock(choice, inputs), view: fitView(inputs) }),
  }),
});

function fitView(inputs: PreconditioningInputs): (x: Tensor2D, t: Tensor2D) => Tensor2D {
  const variance = (t: Float64Array) => pathVariance(inputs, t);
  const series = fitChebyshev(variance);
  const floor = FLOOR * Math.max(...variance(Float64Array.from(FEW_TIMES)));
  return (x, t) => tf.mul(x, tf.rsqrt(tf.maximum(evaluateChebyshev(series, t), floor)));
}

const FEW_TIMES = [0, 0.25, 0.5, 0.75, 1];

function pathVariance(
  { interpolant, sourceSpread, targetSpread }: PreconditioningInputs,
  t: Float64Array,
): Float64Array {
  const { alpha, beta } = interpolant.weights(Jet.time(t, 0));
  const sourceWeight = beta.value;
  return alpha.value.map((weight, row) => {
    const data = weight * targetSpread;
    const source = Number(sourceWeight[row]) * sourceSpread;
    return data * data + source * source;
  });
}
