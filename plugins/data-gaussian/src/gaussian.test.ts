import { distributionContract, whiteNoiseContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import gaussian from './gaussian.ts';
import gaussianCurve from './gaussian-curve.ts';
import gaussianRing from './gaussian-ring.ts';

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

whiteNoiseContract('gaussian', (dimension) => {
  const means = Array.from({ length: dimension }, (_, axis) => axis - 3);
  return { distribution: gaussian.make({ mean: means, variance: 4 }), means, variance: 4 };
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

describe('README "The place of a mistake": 1e300 and 1e-300 are named where they are written', () => {
  const size = 'at most 1e150 in size: beyond, its square is infinite in double precision';
  const range = 'a variance from 1e-150 to 1e150';
  test.each([
    [() => gaussian.make({ mean: [0, 1e300] }), size],
    [() => gaussian.make({ mean: [-1e300, 0] }), size],
    [() => gaussian.make({ covariance: [[1e300]], mean: [0] }), size],
    [() => gaussian.make({ variance: 1e300 }), range],
    [() => gaussian.make({ variance: 1e-300 }), range],
    [() => gaussianRing.make({ radius: 1e300 }), size],
    [() => gaussianRing.make({ variance: 1e-300 }), range],
    [() => gaussianCurve.make({ radius: 1, variance: 1e300 }), range],
    [
      () => gaussianCurve.make({ radius: '1e200 * exp(theta)' }),
      'Expected: a number of at most 1e+150 in size',
    ],
  ])('%s', (make, message) => {
    expect(make).toThrow(message);
  });

  test('a variance that is lost beside the mean, and only there', () => {
    expect(() => gaussian.make({ mean: [3, -3], variance: 1e-40 })).toThrow(
      'gaussian, option variance: 1e-40 is lost beside the mean in double precision: every draw is the mean.',
    );
    expect(gaussian.make({ mean: [3, 0], variance: 1e-40 }).dimension).toBe(2);
    expect(gaussian.make({ mean: [1e9], variance: 1e-12 }).dimension).toBe(1);
  });
});
