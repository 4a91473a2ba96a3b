import { HighOrderError, type Tensor2D, tf } from '@highorder/core';

/** A function on [0, 1] as a sum of Chebyshev polynomials: sum_k coefficients[k] T_k(2t - 1). */
export interface ChebyshevSeries {
  readonly coefficients: readonly number[];
}

const DEGREES = [8, 16, 32, 64];
/** A tail below this part of the largest coefficient is round-off next to float32. */
const CONVERGED = 1e-9;
/** A coefficient below this part of the largest is round-off of float64. */
const ROUND_OFF = 1e-13;
/** What is bearable where no degree converges. */
const BEARABLE = 1e-3;

/**
 * Interpolates `f` in Chebyshev points of [0, 1]: the lowest degree of 8, 16, 32, 64 whose last coefficients are below
 * 1e-9 of the largest. Where none is, degree 64 serves if its last ones are below 1e-3; otherwise throws.
 *
 * `f` maps times to values, float64. Source: Trefethen, Approximation Theory and Approximation Practice, chapters 3, 4.
 */
export function fitChebyshev(f: (t: Float64Array) => Float64Array): ChebyshevSeries {
  let last: readonly number[] = [];
  for (const degree of DEGREES) {
    last = interpolate(f, degree);
    if (tail(last) < CONVERGED) return { coefficients: withoutRoundOff(last) };
  }
  if (tail(last) < BEARABLE) return { coefficients: last };
  throw new HighOrderError({
    where: 'preconditioning',
    message: `The variance of the path is not smooth in t: a polynomial of degree ${last.length - 1} misses it.`,
    expected: 'weights alpha and beta whose squares are smooth on [0, 1]',
    fix: 'Use `preconditioning: { use: none }` with this interpolant.',
  });
}

/** The series at times t in the engine (Clenshaw's recurrence), of t's shape. Gradients flow. */
export function evaluateChebyshev({ coefficients }: ChebyshevSeries, t: Tensor2D): Tensor2D {
  const u: Tensor2D = tf.sub(tf.mul(t, 2), 1);
  let next: Tensor2D = tf.zerosLike(t);
  let current: Tensor2D = tf.zerosLike(t);
  for (let k = coefficients.length - 1; k >= 1; k--) {
    const before: Tensor2D = tf.add(tf.sub(tf.mul(tf.mul(u, 2), current), next), Number(coefficients[k]));
    next = current;
    current = before;
  }
  return tf.add(tf.sub(tf.mul(u, current), next), Number(coefficients[0]));
}

/** The coefficients without those at the end that are round-off, each of which would cost an operation a step. */
function withoutRoundOff(coefficients: readonly number[]): readonly number[] {
  const limit = ROUND_OFF * Math.max(...coefficients.map(Math.abs));
  const last = coefficients.findLastIndex((coefficient) => Math.abs(coefficient) > limit);
  return coefficients.slice(0, last + 1);
}

/** The larger of the last two coefficients (even and odd functions lack every second), relative to the largest. */
function tail(coefficients: readonly number[]): number {
  const sizes = coefficients.map(Math.abs);
  return Math.max(...sizes.slice(-2)) / Math.max(...sizes);
}

/** Coefficients of the interpolant in the extrema t_j = (1 + cos(pi j / n)) / 2, by the discrete cosine sum. */
function interpolate(f: (t: Float64Array) => Float64Array, degree: number): readonly number[] {
  const angle = (j: number) => (Math.PI * j) / degree;
  const values = f(Float64Array.from({ length: degree + 1 }, (_, j) => (1 + Math.cos(angle(j))) / 2));
  const end = (index: number) => (index === 0 || index === degree ? 0.5 : 1);
  return Array.from({ length: degree + 1 }, (_, k) => {
    const sum = values.reduce((total, value, j) => total + end(j) * value * Math.cos(k * angle(j)), 0);
    return (2 / degree) * end(k) * sum;
  });
}
