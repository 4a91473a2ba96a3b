import { covarianceRoot, type GaussianComponent, type GaussianMixture } from '@highorder/core';

/** Densities of a mixture at points of [dimension] coordinates, float64. */
export interface MixtureDensity {
  /** log p(x). Finite however far x is from every component: sums are formed in log space. */
  logDensity(x: ArrayLike<number>): number;
  /** log of weight times density of each component, [components]; `logDensity` is their log-sum-exp. */
  logJoint(x: ArrayLike<number>): Float64Array;
  /** The share of each component in p(x), [components]; they sum to 1. */
  responsibilities(x: ArrayLike<number>): Float64Array;
}

/**
 * p(x) = sum of w_i N(x; m_i, C_i), prepared once for many points.
 *
 * Throws where a covariance is not positive definite.
 */
export function mixtureDensity(mixture: GaussianMixture): MixtureDensity {
  const { dimension } = mixture;
  const terms = mixture.components.map((component) => prepare(component, dimension));
  const logJoint = (x: ArrayLike<number>) => Float64Array.from(terms, (term) => logTerm(term, x));
  return {
    logJoint,
    logDensity: (x) => logSumExp(logJoint(x)),
    responsibilities: (x) => softmax(logJoint(x)),
  };
}

/** log of the sum of exponentials, without overflow or underflow. */
export function logSumExp(values: Float64Array): number {
  const largest = largestOf(values);
  if (largest === -Infinity) return -Infinity;
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

/** Exponentials divided by their sum. Relative to the largest, since far away the logarithms have few digits to lose. */
function softmax(values: Float64Array): Float64Array {
  const largest = largestOf(values);
  const shares = values.map((value) => Math.exp(value - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

interface Term {
  readonly mean: readonly number[];
  /** Root of the covariance (`covarianceRoot`). */
  readonly factor: Float64Array;
  /** log weight - log determinant / 2 - dimension log(2 pi) / 2 */
  readonly constant: number;
}

function prepare({ weight, mean, covariance }: GaussianComponent, dimension: number): Term {
  const factor = covarianceRoot(covariance, dimension);
  let logRoot = 0;
  for (let axis = 0; axis < dimension; axis++) logRoot += Math.log(diagonalOf(factor, dimension, axis));
  return { mean, factor, constant: Math.log(weight) - logRoot - (dimension / 2) * Math.log(2 * Math.PI) };
}

function logTerm({ mean, factor, constant }: Term, x: ArrayLike<number>): number {
  return constant - squaredMahalanobis(mean, factor, x) / 2;
}

/** |L^-1 (x - mean)|^2 for the root L of a covariance (`covarianceRoot`): the squared distance in deviations. */
export function squaredMahalanobis(
  mean: readonly number[],
  factor: Float64Array,
  x: ArrayLike<number>,
): number {
  const dimension = mean.length;
  if (factor.length === dimension) {
    return factor.reduce((sum, root, axis) => sum + ((Number(x[axis]) - Number(mean[axis])) / root) ** 2, 0);
  }
  const solved = new Float64Array(dimension);
  let sum = 0;
  for (let row = 0; row < dimension; row++) {
    let rest = Number(x[row]) - Number(mean[row]);
    for (let column = 0; column < row; column++) {
      rest -= Number(factor[row * dimension + column]) * Number(solved[column]);
    }
    const value = rest / Number(factor[row * (dimension + 1)]);
    solved[row] = value;
    sum += value * value;
  }
  return sum;
}

function diagonalOf(root: Float64Array, dimension: number, axis: number): number {
  return Number(root[root.length === dimension ? axis : axis * (dimension + 1)]);
}
