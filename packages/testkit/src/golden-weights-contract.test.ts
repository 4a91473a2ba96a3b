import type { Interpolant } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { checkGoldenWeights, type GoldenWeights } from './golden-weights-contract.ts';

/** alpha = t^2 (3 - 2 t) and beta = 1 - alpha at t = 1/4, in fractions. */
const golden: GoldenWeights = {
  t: 0.25,
  alpha: [5 / 32, 9 / 8, 3, -12],
  beta: [27 / 32, -9 / 8, -3, 12],
};

const cubic = (cube = 2): Interpolant => ({
  domain: () => ({ from: 0, to: 1 }),
  weights(t) {
    const alpha = t.power(2).scale(3).minus(t.power(3).scale(cube));
    return { alpha, beta: alpha.affine(-1, 1) };
  },
});

const swapped: Interpolant = {
  ...cubic(),
  weights: (t) => ({ alpha: cubic().weights(t).beta, beta: cubic().weights(t).alpha }),
};

describe('golden weights', () => {
  test('pass the path that they are of', () => {
    expect(() => checkGoldenWeights(cubic(), golden, { relative: 1e-12 })).not.toThrow();
  });

  test.each([
    ['another path', cubic(2.001), golden, 'alpha, derivative 0'],
    ['weights swapped', swapped, golden, 'alpha, derivative 0'],
    [
      'a wrong derivative of beta',
      cubic(),
      { ...golden, beta: [27 / 32, -9 / 8, -6, 12] },
      'beta, derivative 2',
    ],
    [
      'a table that goes further',
      cubic(),
      { ...golden, alpha: [5 / 32, 9 / 8, 3, -12, 1] },
      'alpha, derivative 4',
    ],
  ])('fail: %s', (_, path, table, message) => {
    expect(() => checkGoldenWeights(path, table, { relative: 1e-6 })).toThrow(message);
  });
});
