import { type Interpolant, Jet } from '@highorder/core';
import type { Trajectories } from './averaged-flow.ts';

/** A pair, row by row of one. */
export interface PairOfPoints {
  readonly x0: readonly number[];
  readonly x1: readonly number[];
}

/** Independent normals of the plane, coordinate by coordinate, in closed form. */
export interface GaussianPairs {
  readonly trajectories: Trajectories;
  /** A point at time t: its place in standard deviations of each coordinate. */
  pointAt(t: number, deviations: readonly number[]): Float64Array;
  /** One of the two pairs through x that lie a standard deviation to either side (1 or -1) of the mean pair. */
  pairThrough(x: Float64Array, t: number, side: number): PairOfPoints;
  /** E[x^(k) | x]. */
  conditional(x: Float64Array, t: number, k: number): Float64Array;
  /** Var(x^(k) | x) of a coordinate: of two sides as well as of all pairs. */
  variance(axis: number, t: number, k: number): number;
  /** sigma^(k)/sigma of a coordinate. */
  growth(axis: number, t: number, k: number): number;
}

/** Means and variances of both sides, by coordinate. */
const NORMALS = [
  { source: { mean: 0.3, variance: 1 }, data: { mean: 1.2, variance: 0.3 } },
  { source: { mean: -0.5, variance: 0.5 }, data: { mean: 0.8, variance: 1.5 } },
] as const;

/**
 * In each coordinate x(t) is normal with mean m = alpha m1 + beta m0 and variance s^2 = alpha^2 v1 + beta^2 v0, and the flow keeps
 * places in standard deviations:
 *
 *   X(t) = m(t) + s(t)/s(r) (x - m(r)),   a_k = m^(k) + (s^(k)/s) (x - m),
 *   E[x^(k) | x] = m^(k) + (alpha alpha^(k) v1 + beta beta^(k) v0)/s^2 (x - m),
 *   Var(x^(k) | x) = v1 v0 (alpha^(k) beta - beta^(k) alpha)^2 / s^2.
 */
export function gaussianPairs(interpolant: Interpolant): GaussianPairs {
  const at = (axis: number, t: number, order: number) => coordinateAt(interpolant, axis, t, order);
  const byAxis = (x: Float64Array, value: (axis: number, place: number) => number) =>
    x.map((place, axis) => value(axis, place));
  const growth = (axis: number, t: number, k: number) => {
    const { deviation } = at(axis, t, k);
    return deviation(k) / deviation(0);
  };
  return {
    growth,
    trajectories: {
      dimension: 2,
      move: (x, from, to) =>
        byAxis(x, (axis, place) => {
          const [start, end] = [at(axis, from, 0), at(axis, to, 0)];
          return end.mean(0) + (end.deviation(0) / start.deviation(0)) * (place - start.mean(0));
        }),
      derivative: (x, t, k) =>
        byAxis(x, (axis, place) => {
          const { mean } = at(axis, t, k);
          return mean(k) + growth(axis, t, k) * (place - mean(0));
        }),
    },
    pointAt: (t, deviations) =>
      Float64Array.from(deviations, (place, axis) => {
        const { mean, deviation } = at(axis, t, 0);
        return mean(0) + deviation(0) * place;
      }),
    pairThrough(x, t, side) {
      const sides = Array.from(x, (place, axis) =>
        pairOfCoordinate(at(axis, t, 0), normalsOf(axis), place, side),
      );
      return { x0: sides.map(({ source }) => source), x1: sides.map(({ data }) => data) };
    },
    conditional: (x, t, k) =>
      byAxis(x, (axis, place) => {
        const { mean, alpha, beta, deviation } = at(axis, t, k);
        const { source, data } = normalsOf(axis);
        const slope = alpha(0) * alpha(k) * data.variance + beta(0) * beta(k) * source.variance;
        return mean(k) + (slope / deviation(0) ** 2) * (place - mean(0));
      }),
    variance(axis, t, k) {
      const { alpha, beta, deviation } = at(axis, t, k);
      const { source, data } = normalsOf(axis);
      const turn = alpha(k) * beta(0) - beta(k) * alpha(0);
      return (source.variance * data.variance * turn ** 2) / deviation(0) ** 2;
    },
  };
}

type Normals = (typeof NORMALS)[number];

function normalsOf(axis: number): Normals {
  return NORMALS[axis === 0 ? 0 : 1];
}

/** A coordinate at one time: each by the order of its derivative. */
interface Coordinate {
  alpha(k: number): number;
  beta(k: number): number;
  mean(k: number): number;
  deviation(k: number): number;
}

function coordinateAt(interpolant: Interpolant, axis: number, t: number, order: number): Coordinate {
  const { source, data } = normalsOf(axis);
  const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(t), order));
  const mean = alpha.scale(data.mean).plus(beta.scale(source.mean));
  const deviation = alpha
    .times(alpha)
    .scale(data.variance)
    .plus(beta.times(beta).scale(source.variance))
    .sqrt();
  const of = (jet: Jet) => (k: number) => Number(jet.derivative(k)[0]);
  return { alpha: of(alpha), beta: of(beta), mean: of(mean), deviation: of(deviation) };
}

/** E[x1 | x] and E[x0 | x] with a deviation to one side, so that alpha x1 + beta x0 is x again. */
function pairOfCoordinate(
  { alpha, beta, mean, deviation }: Coordinate,
  { source, data }: Normals,
  place: number,
  side: number,
): { readonly source: number; readonly data: number } {
  const [a, b, s] = [alpha(0), beta(0), deviation(0)];
  const scatter = (side * Math.sqrt(source.variance * data.variance)) / s;
  const off = (place - mean(0)) / s ** 2;
  return {
    source: source.mean + b * source.variance * off - a * scatter,
    data: data.mean + a * data.variance * off + b * scatter,
  };
}
