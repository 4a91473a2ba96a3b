import { choleskyFactor } from '@highorder/core';
import { EigenvalueDecomposition, Matrix, solve } from 'ml-matrix';

/**
 * Coordinates z = W^T x in which the source's covariance V0 is the identity and the target's V1 is diagonal:
 * W^T V0 W = I, W^T V1 W = diag(ratios). Then A^2 V1 + B^2 V0 is diagonal for every pair of weights A, B, and a pair
 * of Gaussians on its way is a product of normal distributions in one dimension at all times.
 */
export interface SharedAxes {
  /** W^T, row by row. */
  readonly into: Float64Array;
  /** Its inverse, row by row. */
  readonly back: Float64Array;
  /** Variances of the target along the axes, where those of the source are 1, [dimension]. */
  readonly ratios: Float64Array;
  /** log |det W|. */
  readonly logVolume: number;
}

/**
 * The shared axes of two covariances, each row by row: with V0 = L L^T and L^-1 V1 L^-T = Q diag(ratios) Q^T, W^T = Q^T L^-1.
 * Throws where one is not positive definite. Source: Golub and Van Loan, Matrix Computations, symmetric-definite
 * generalized eigenproblem.
 */
export function sharedAxes(
  source: readonly number[],
  target: readonly number[],
  dimension: number,
): SharedAxes {
  const lower = rectangle(choleskyFactor(source, dimension), dimension);
  const root = rectangle(choleskyFactor(target, dimension), dimension);
  const inverse = solve(lower, Matrix.eye(dimension));
  const whitened = inverse.mmul(root);
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(
    whitened.mmul(whitened.transpose()),
    { assumeSymmetric: true },
  );
  return {
    into: Float64Array.from(eigenvectorMatrix.transpose().mmul(inverse).to1DArray()),
    back: Float64Array.from(lower.mmul(eigenvectorMatrix).to1DArray()),
    ratios: Float64Array.from(realEigenvalues),
    logVolume: -lower.diagonal().reduce((sum, value) => sum + Math.log(value), 0),
  };
}

function rectangle(values: Float64Array, dimension: number): Matrix {
  return Matrix.from1DArray(dimension, dimension, values);
}
