import { describe, expect, test } from 'vitest';
import { squaredRadius } from './ball-radius.ts';

/** `[chi2.isf(np.exp(-w**2 / 2), d) for w in (1, 4, 10)]` of scipy 1.17.1. */
const scipy: readonly (readonly [dimension: number, one: number, four: number, ten: number])[] = [
  [1, 0.2652579598005073, 12.861215496487933, 94.9742803436828],
  [3, 1.8387887712472735, 18.570071688873888, 104.21378413153117],
  [23, 20.58309840497165, 53.282719291662524, 159.67344634916728],
  [64, 60.34370357205546, 109.64548025372137, 241.6504566415673],
  [784, 772.6845293465499, 925.7665067580472, 1231.0267338562762],
];

describe('the ball that holds as much as in the plane', () => {
  test.each(scipy)('in dimension %i has the radius of scipy', (dimension, one, four, ten) => {
    for (const [within, expected] of [
      [1, one],
      [4, four],
      [10, ten],
    ] as const)
      expect(squaredRadius(within, dimension) / expected).toBeCloseTo(1, 11);
  });

  test('in the plane is its own, to the bit', () => {
    for (const within of [0.3, 1, 4, 7.7]) expect(squaredRadius(within, 2)).toBe(within ** 2);
  });
});
