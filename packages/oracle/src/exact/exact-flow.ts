import { InputError, required } from '@highorder/core';
import { mixtureDensity } from '../mixture-density.ts';
import { mixtureMoments } from '../mixture-moments.ts';
import { exactFields } from './exact-fields.ts';
import { integrate } from './dormand-prince.ts';
import { circleVelocity } from './circle-velocity.ts';
import type { MixturePath } from './mixture-path.ts';
import { pairFamilies } from './pair-families.ts';
import { pathPlace } from './path-series.ts';

/** The flow of the exact velocity field of a pair of mixtures. Points are row by row, [rows * dimension]. */
export interface ExactFlow {
  /** Carries points from one time to another, forward or back, both in [0, 1]. A new array. */
  move(x: Float64Array, from: number, to: number): Float64Array;
  /** Carries points from the first of these times to each of them, in turn; times in [0, 1]. New arrays, one a time. */
  follow(x: Float64Array, times: ArrayLike<number>): readonly Float64Array[];
  /**
   * log of the density, at points x of t = 1, of the source carried along the flow from t = 0, [rows]. By the continuity
   * equation the integral of the divergence along a flow line is a difference of log densities of the path:
   *
   *   log q(x) = log p_source(x(0)) + log p_1(x) - log p_0(x(0))
   *
   * On a path that starts on the source, p_0 is p_source, and this is the density of the target.
   */
  logLikelihood(x: Float64Array): Float64Array;
}

/** How exactly a flow is followed. */
export interface FlowPrecision {
  /**
   * The error of a step, relative to the root mean square of a coordinate at its time, from 1e-14 to 1e-2. Near a
   * separatrix flow lines part, and errors grow with them.
   */
  readonly tolerance?: number;
}

/**
 * The exact flow of a path between two mixtures.
 *
 * Flow lines depend on the weights (alpha, beta) only through their direction: x(t) / radius moves along the path on the
 * unit circle, alpha = sin, beta = cos of an angle. So the flow is followed there, where everything is smooth, and no
 * derivative of the path is needed: it goes from t = 0 to t = 1 also where the path's own velocity has no limit
 * (`vp-ode`), and from wherever the path starts (alpha(0) need not be 0: the flow then starts from the density of that
 * mixed start, though it is mostly fed the source).
 */
export function exactFlow(path: MixturePath, { tolerance = 1e-12 }: FlowPrecision = {}): ExactFlow {
  requireTolerance(tolerance);
  const { dimension } = path.source;
  const velocity = circleVelocity(pairFamilies(path.source, path.target), dimension, tolerance);
  const spread = spreadAt(path);
  const follow = (x: Float64Array, times: ArrayLike<number>): readonly Float64Array[] => {
    const places = Array.from(times, (t) => pathPlace(path.interpolant, t));
    const first = places[0]?.radius ?? 1;
    const moved = x.map((value) => value / first);
    const steps = new Float64Array(x.length / dimension);
    return places.map(({ angle, radius }, place) => {
      const journey = { from: places[place - 1]?.angle ?? angle, to: angle, size: spread, tolerance };
      for (let row = 0; row < steps.length; row++) {
        const point = moved.subarray(row * dimension, (row + 1) * dimension);
        steps[row] = integrate(velocity, point, { ...journey, step: steps[row] });
      }
      return place === 0 ? x.slice() : moved.map((value) => value * radius);
    });
  };
  const move = (x: Float64Array, from: number, to: number) =>
    required(follow(x, [from, to])[1], 'Two times have two places.');
  return { move, follow, logLikelihood: (x) => logLikelihood(path, x, move(x, 1, 0)) };
}

function logLikelihood(path: MixturePath, x: Float64Array, start: Float64Array): Float64Array {
  const { dimension } = path.source;
  const fields = exactFields(path);
  const [before, after] = [fields.at(0).logDensity(start), fields.at(1).logDensity(x)];
  const source = mixtureDensity(path.source);
  return after.map((value, row) => {
    const point = start.subarray(row * dimension, (row + 1) * dimension);
    return source.logDensity(point) + value - Number(before[row]);
  });
}

/** The root mean square of a coordinate on the circle of weights, by angle. */
function spreadAt({ source, target }: MixturePath): (angle: number) => number {
  const [zero, one] = [mixtureMoments(source), mixtureMoments(target)];
  const { dimension } = source;
  const square = ({ mean, covariance }: typeof zero) =>
    mean.reduce((sum, value, axis) => sum + value ** 2 + Number(covariance[axis * (dimension + 1)]), 0);
  const between = zero.mean.reduce((sum, value, axis) => sum + value * Number(one.mean[axis]), 0);
  const [squareZero, squareOne] = [square(zero), square(one)];
  return (angle) => {
    const [a, b] = [Math.sin(angle), Math.cos(angle)];
    return Math.sqrt((a * a * squareOne + b * b * squareZero + 2 * a * b * between) / dimension);
  };
}

function requireTolerance(tolerance: number): void {
  if (tolerance >= 1e-14 && tolerance <= 1e-2) return;
  throw new InputError({
    where: 'exactFlow',
    message: `The tolerance is ${tolerance}.`,
    expected: 'a number from 1e-14 to 1e-2',
  });
}
