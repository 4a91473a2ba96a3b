import { InputError, type Interpolant, Jet } from '@highorder/core';
import type { Series } from './series.ts';

/** Both weights of a path around a time: x = alpha x1 + beta x0. */
export interface PathSeries {
  readonly alpha: Series;
  readonly beta: Series;
}

/**
 * The weights of an interpolant around t, with `order` derivatives. Throws where t lies outside its domain of that
 * order: there a field that needs the derivative is not defined.
 */
export function pathSeries(interpolant: Interpolant, t: number, order: number): PathSeries {
  const { from, to } = interpolant.domain(order);
  if (!(t >= from && t <= to)) {
    throw new InputError({
      message: `The path has no derivative of order ${order} at t = ${t}.`,
      expected: `t from ${from} to ${to}, its domain of that order`,
    });
  }
  const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(t), order));
  const seriesOf = (jet: Jet) =>
    Float64Array.from({ length: order + 1 }, (_, k) => Number(jet.coefficient(k)[0]));
  return { alpha: seriesOf(alpha), beta: seriesOf(beta) };
}

/** A point of the plane of weights in polar form: alpha = radius sin(angle), beta = radius cos(angle). */
export interface PathPlace {
  readonly angle: number;
  readonly radius: number;
}

/** Where a path is at time t. */
export function pathPlace(interpolant: Interpolant, t: number): PathPlace {
  const { alpha, beta } = pathSeries(interpolant, t, 0);
  const [a, b] = [Number(alpha[0]), Number(beta[0])];
  return { angle: Math.atan2(a, b), radius: Math.hypot(a, b) };
}
