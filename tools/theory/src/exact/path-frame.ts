import { type Interpolant, Jet } from '@highorder/core';

/**
 * A path at one time, seen from the circle: with R^2 = alpha^2 + beta^2 and tan(theta) = alpha / beta, a point of the path is
 * x = R y, where y lies on the unit-circle path at the angle theta.
 */
export interface PathFrame {
  readonly t: number;
  readonly angle: number;
  /** Derivatives of alpha and of beta, from the 0th on. */
  readonly alpha: readonly number[];
  readonly beta: readonly number[];
  /**
   * Coefficients of x^(k) = sum_j line[k][j] y^(j), y^(j) the j-th derivative of y by the angle, for k and j up to the order.
   * True of a pair, where y'' = -y, and of the flow line through a point, where y'' is its material derivative by the angle.
   */
  readonly line: readonly (readonly number[])[];
}

/** The frame at time t, with derivatives up to `order`, 3 at most. t must lie in the path's domain of that order. */
export function pathFrame(interpolant: Interpolant, t: number, order: number): PathFrame {
  const weights = interpolant.weights(Jet.time(Float64Array.of(t), order));
  const alpha = derivatives(weights.alpha);
  const beta = derivatives(weights.beta);
  const radius = derivatives(
    weights.alpha.times(weights.alpha).plus(weights.beta.times(weights.beta)).sqrt(),
  );
  const angle = [Math.atan2(at(alpha, 0), at(beta, 0)), ...angleRates(alpha, beta)];
  return { t, angle: at(angle, 0), alpha, beta, line: lineOf(radius, angle).slice(0, order + 1) };
}

/** theta', theta'' and theta''' from (alpha^2 + beta^2) theta' = alpha' beta - alpha beta', differentiated. */
function angleRates(a: readonly number[], b: readonly number[]): readonly number[] {
  const turning = [
    at(a, 1) * at(b, 0) - at(a, 0) * at(b, 1),
    at(a, 2) * at(b, 0) - at(a, 0) * at(b, 2),
    at(a, 3) * at(b, 0) + at(a, 2) * at(b, 1) - at(a, 1) * at(b, 2) - at(a, 0) * at(b, 3),
  ];
  const squares = [
    at(a, 0) ** 2 + at(b, 0) ** 2,
    2 * (at(a, 0) * at(a, 1) + at(b, 0) * at(b, 1)),
    2 * (at(a, 0) * at(a, 2) + at(a, 1) ** 2 + at(b, 0) * at(b, 2) + at(b, 1) ** 2),
  ];
  const first = at(turning, 0) / at(squares, 0);
  const second = (at(turning, 1) - first * at(squares, 1)) / at(squares, 0);
  const third = (at(turning, 2) - 2 * second * at(squares, 1) - first * at(squares, 2)) / at(squares, 0);
  return [first, second, third];
}

/** The chain rule for R(t) y(theta(t)). */
function lineOf(r: readonly number[], angle: readonly number[]): readonly (readonly number[])[] {
  const [p, q, s] = [at(angle, 1), at(angle, 2), at(angle, 3)];
  return [
    [at(r, 0), 0, 0, 0],
    [at(r, 1), at(r, 0) * p, 0, 0],
    [at(r, 2), 2 * at(r, 1) * p + at(r, 0) * q, at(r, 0) * p ** 2, 0],
    [
      at(r, 3),
      3 * at(r, 2) * p + 3 * at(r, 1) * q + at(r, 0) * s,
      3 * at(r, 1) * p ** 2 + 3 * at(r, 0) * p * q,
      at(r, 0) * p ** 3,
    ],
  ];
}

function derivatives(jet: Jet): readonly number[] {
  return Array.from({ length: jet.order + 1 }, (_, k) => Number(jet.derivative(k)[0]));
}

/** A derivative that was not asked for counts as 0, and only makes coefficients that are dropped. */
function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
