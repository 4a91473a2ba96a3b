import { describe, expect, test } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

/** Quantiles to 16 digits, from tables of high precision (mpmath, 40 digits). */
const known: readonly (readonly [number, number])[] = [
  [1e-300, -37.047096299361199],
  [1e-100, -21.273453560965324],
  [1e-20, -9.2623400897984076],
  [1e-10, -6.3613409024040562],
  [0.0001, -3.7190164854556806],
  [0.01, -2.3263478740408411],
  [0.07, -1.4757910281791707],
  [0.08, -1.4050715603096325],
  [0.3, -0.52440051270804082],
  [0.6, 0.25334710313579974],
  [0.925, 1.4395314709384562],
  [0.93, 1.4757910281791711],
  [0.99, 2.3263478740408408],
  [0.999999, 4.7534243088170878],
];

describe('the normal quantile', () => {
  test.each(known)('of %d', (probability, quantile) => {
    expect(Math.abs(normalQuantile(probability) / quantile - 1)).toBeLessThan(2e-15);
  });

  test('is odd about one half, and infinite at the ends', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.25)).toBeCloseTo(-normalQuantile(0.75), 15);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
  });

  test('undoes the distribution function', () => {
    for (let x = -6; x <= 6; x += 0.37) {
      // Above 0 the probability itself is rounded: half of an ulp of 1, divided by the density.
      const rounding = 1.2e-16 / (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI));
      expect(Math.abs(normalQuantile(normalProbability(x)) - x)).toBeLessThan(1e-13 + 4 * rounding);
    }
  });
});

/** Phi(x) by its series about 0 (for |x| < 2) or its continued fraction (else): no relation to the quantile's code. */
function normalProbability(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) >= 2) {
    let fraction = 0;
    for (let k = 400; k > 0; k--) fraction = k / (Math.abs(x) + fraction);
    const tail = density / (Math.abs(x) + fraction);
    return x < 0 ? tail : 1 - tail;
  }
  let term = x;
  let sum = x;
  for (let k = 3; k < 80; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + density * sum;
}
