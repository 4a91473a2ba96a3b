import type { Interpolant, PathWeights } from './interpolant.ts';
import { Jet } from './jet.ts';

/** Matched pairs at given times, row by row, on the host. */
export interface PairsAtTimes {
  readonly dimension: number;
  /** Source points, [rows * dimension]. */
  readonly x0: Float64Array;
  /** Data points, [rows * dimension]. */
  readonly x1: Float64Array;
  /** Times, [rows]. */
  readonly t: Float64Array;
}

/**
 * The k-th time derivative of the path of each pair, x^(k)(t) = alpha^(k)(t) x1 + beta^(k)(t) x0, float64,
 * [rows * dimension]. k = 0 is the point itself, 1 its velocity, 2 its acceleration, 3 its jerk.
 *
 * Every t must lie in `interpolant.domain(k)`. Source: HOMO, arXiv 2502.00688, definition of x_t and its derivatives.
 */
export function pathDerivative(interpolant: Interpolant, pairs: PairsAtTimes, k: number): Float64Array {
  return combine(interpolant.weights(Jet.time(pairs.t, k)), pairs, k);
}

function combine(
  { alpha, beta }: PathWeights,
  { dimension, x0, x1, t }: PairsAtTimes,
  k: number,
): Float64Array {
  const dataWeight = alpha.derivative(k);
  const sourceWeight = beta.derivative(k);
  const result = new Float64Array(t.length * dimension);
  for (let index = 0; index < result.length; index++) {
    const row = (index / dimension) | 0;
    const data = (dataWeight[row] as number) * (x1[index] as number);
    result[index] = data + (sourceWeight[row] as number) * (x0[index] as number);
  }
  return result;
}
