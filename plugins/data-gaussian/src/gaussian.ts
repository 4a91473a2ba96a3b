import { definePlugin, InputError, isotropic, mixtureDistribution } from '@highorder/core';
import { z } from 'zod';
import { coordinate, variance as anyVariance } from './sizes.ts';

const options = z.strictObject({
  mean: z.array(coordinate).min(1).max(4096).default([0, 0]).describe('Center; its length is the dimension.'),
  variance: anyVariance.optional().describe('Variance of every coordinate; 1 where neither is given.'),
  covariance: z
    .array(z.array(coordinate))
    .optional()
    .describe('Whole covariance matrix, a list of rows, in place of `variance`.'),
});

/**
 * One Gaussian, N(mean, covariance), in as many dimensions as the mean has coordinates.
 *
 * Throws `InputError` where variance and covariance are both given, or where the covariance is not a symmetric,
 * positive definite matrix of the dimension.
 */
export default definePlugin({
  kind: 'data',
  name: 'gaussian',
  summary: 'One Gaussian of any dimension.',
  cite: [],
  options,
  create: (given) => {
    const covariance = covarianceOf(given);
    requireSpread(given);
    try {
      return mixtureDistribution({
        dimension: given.mean.length,
        components: [{ weight: 1, mean: given.mean, covariance }],
      });
    } catch (cause) {
      throw new InputError({
        where: 'gaussian, option covariance',
        message: 'The matrix is not positive definite.',
        expected: 'a covariance matrix: symmetric, all eigenvalues above 0',
        cause,
      });
    }
  },
});

/** A deviation below the last digit of every coordinate of the mean is lost: all draws would be the mean. */
function requireSpread({ mean, variance }: z.output<typeof options>): void {
  if (variance === undefined) return;
  const isLost = mean.every((center) => center + Math.sqrt(variance) === center);
  if (!isLost) return;
  throw new InputError({
    where: 'gaussian, option variance',
    option: 'variance',
    message: `${variance} is lost beside the mean in double precision: every draw is the mean.`,
    expected: 'a standard deviation that changes a coordinate of the mean',
  });
}

function covarianceOf({ mean, variance, covariance }: z.output<typeof options>): readonly number[] {
  if (covariance === undefined) return isotropic(mean.length, variance ?? 1);
  if (variance !== undefined) {
    throw new InputError({
      where: 'gaussian, options variance and covariance',
      message: 'Both are given.',
      fix: 'Drop one of them.',
    });
  }
  const size = mean.length;
  const square = covariance.length === size && covariance.every((row) => row.length === size);
  const symmetric = covariance.every((row, i) => row.every((value, j) => value === covariance[j]?.[i]));
  if (square && symmetric) return covariance.flat();
  throw new InputError({
    where: 'gaussian, option covariance',
    message: `The matrix is ${square ? 'not symmetric' : 'of the wrong size'}.`,
    expected: `${size} rows of ${size} numbers, symmetric, since the mean has ${size} coordinates`,
  });
}
