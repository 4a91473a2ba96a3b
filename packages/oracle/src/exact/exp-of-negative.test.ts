import { expect, test } from 'vitest';
import { expOfNegative } from './exp-of-negative.ts';

test('it is Math.exp to rounding, from 0 to the smallest numbers that a share can be', () => {
  let largest = 0;
  for (let step = 0; step <= 100_000; step++) {
    const x = -700 * (step / 100_000) ** 2;
    largest = Math.max(largest, Math.abs(expOfNegative(x) / Math.exp(x) - 1));
  }
  // Two units of the last place: one of each.
  expect(largest).toBeLessThan(5e-16);
});

test.each([0, -1e-300, -Math.LN2 / 128, -Math.LN2, -100 * Math.LN2])('at %f', (x) => {
  expect(Math.abs(expOfNegative(x) / Math.exp(x) - 1)).toBeLessThan(5e-16);
});
