import type { Interpolant } from './interpolant.ts';
import { Jet } from './jet.ts';
import { type Points, points } from './points.ts';

/** The weights of a path at time 0: it begins at x(0) = alpha x1 + beta x0. */
export interface PathStart {
  /** Weight of the data point; 0 where the path begins at the source. */
  readonly alpha: number;
  /** Weight of the source point; 1 where the path begins at the source. */
  readonly beta: number;
}

/** Where a path begins. */
export function pathStart(interpolant: Interpolant): PathStart {
  const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(0), 0));
  return { alpha: Number(alpha.coefficient(0)[0]), beta: Number(beta.coefficient(0)[0]) };
}

/** Whether a path begins at its source points, x(0) = x0. On `vp-ode` it does not: alpha(0) = 0.0066 with its defaults. */
export function beginsAtSource({ alpha, beta }: PathStart): boolean {
  return alpha === 0 && beta === 1;
}

/** The points alpha x1 + beta x0 at which the paths of these pairs begin, row by row; x0 itself where they begin at the source. */
export function startingPoints(start: PathStart, x0: Points, x1: Points): Points {
  if (beginsAtSource(start)) return x0;
  const { alpha, beta } = start;
  return points(
    x0.dimension,
    x0.values.map((value, index) => alpha * Number(x1.values[index]) + beta * value),
  );
}
