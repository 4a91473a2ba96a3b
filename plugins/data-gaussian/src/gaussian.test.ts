import { checkWhiteNoise, distributionContract, MANY_DIMENSIONS } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import gaussian from './gaussian.ts';

distributionContract(gaussian);
distributionContract(gaussian, { options: { mean: [3], variance: 0.04 } });
distributionContract(gaussian, {
  options: {
    mean: [1, -2, 0],
    covariance: [
      [2, 0.6, 0],
      [0.6, 0.5, -0.1],
      [0, -0.1, 1],
    ],
  },
  moments: { mean: [1, -2, 0], covariance: [2, 0.6, 0, 0.6, 0.5, -0.1, 0, -0.1, 1] },
});

test.each(MANY_DIMENSIONS)('dimensions: is white noise around its mean in dimension %i', (dimension) => {
  const mean = Array.from({ length: dimension }, (_, axis) => axis - 3);
  checkWhiteNoise(gaussian.make({ mean, variance: 4 }), { means: mean, variance: 4 });
});

describe('wrong options', () => {
  test('variance and covariance at once', () => {
    expect(() => gaussian.make({ variance: 1, covariance: [[1]] })).toThrow(
      'gaussian, options variance and covariance: Both are given.\n  Way out: Drop one of them.',
    );
  });

  test('a matrix of the wrong size', () => {
    expect(() => gaussian.make({ covariance: [[1]] })).toThrow(
      'gaussian, option covariance: The matrix is of the wrong size.\n  Expected: 2 rows of 2 numbers, symmetric',
    );
  });

  test('a matrix that is not symmetric', () => {
    const covariance = [
      [1, 0.5],
      [0, 1],
    ];
    expect(() => gaussian.make({ covariance })).toThrow('The matrix is not symmetric.');
  });

  test('a matrix that is not positive definite', () => {
    const covariance = [
      [1, 2],
      [2, 1],
    ];
    expect(() => gaussian.make({ covariance })).toThrow(
      'The matrix is not positive definite.\n  Expected: a covariance matrix: symmetric, all eigenvalues above 0',
    );
  });
});
