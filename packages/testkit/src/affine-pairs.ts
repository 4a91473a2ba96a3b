import { type Interpolant, Jet } from '@highorder/core';
import type { Trajectories } from './averaged-flow.ts';

/** Pairs of the plane that never cross, and the flow that they are lines of. */
export interface AffinePairs {
  readonly trajectories: Trajectories;
  /** The data point of each source point, row by row. */
  partner(x0: Float64Array): Float64Array;
}

/** x1 = M x0 + c: M turns and stretches, and alpha M + beta is never singular. */
const M = [0.9, -0.7, 0.5, 1.3] as const;
const C = [0.4, -0.9] as const;

/**
 * One data point to each source point, x1 = M x0 + c. The pair through x at t is then one:
 *
 *   x(t) = g(t) x0 + alpha(t) c,   g = alpha M + beta,   a_k = x^(k) = g^(k) g^(-1) (x - alpha c) + alpha^(k) c.
 */
export function affinePairs(interpolant: Interpolant): AffinePairs {
  const weightsAt = (t: number, order: number) => interpolant.weights(Jet.time(Float64Array.of(t), order));
  const pathOf = (x0: Pair, t: number, k: number): Float64Array => {
    const { alpha, beta } = weightsAt(t, k);
    const [a, b] = [Number(alpha.derivative(k)[0]), Number(beta.derivative(k)[0])];
    const x1 = partnerOf(x0);
    return Float64Array.of(a * x1[0] + b * x0[0], a * x1[1] + b * x0[1]);
  };
  const sourceOf = (x: Float64Array, t: number): Pair => {
    const { alpha, beta } = weightsAt(t, 0);
    const [a, b] = [Number(alpha.derivative(0)[0]), Number(beta.derivative(0)[0])];
    const [g11, g12, g21, g22] = [a * M[0] + b, a * M[1], a * M[2], a * M[3] + b];
    const determinant = g11 * g22 - g12 * g21;
    const [y1, y2] = [Number(x[0]) - a * C[0], Number(x[1]) - a * C[1]];
    return [(g22 * y1 - g12 * y2) / determinant, (g11 * y2 - g21 * y1) / determinant];
  };
  return {
    trajectories: {
      dimension: 2,
      move: (x, from, to) => pathOf(sourceOf(x, from), to, 0),
      derivative: (x, t, k) => pathOf(sourceOf(x, t), t, k),
    },
    partner: (x0) =>
      Float64Array.from(x0, (_, index) => {
        const row = index - (index % 2);
        return partnerOf([Number(x0[row]), Number(x0[row + 1])])[index % 2] ?? Number.NaN;
      }),
  };
}

type Pair = readonly [number, number];

function partnerOf([x, y]: Pair): Pair {
  return [M[0] * x + M[1] * y + C[0], M[2] * x + M[3] * y + C[1]];
}
