import { expect, test } from 'vitest';
import { isMonotone } from './monotone.ts';

/** Rising powers of the integral of (t - a)^2 + c. */
const touching = (a: number, c: number) => [0, a * a + c, -a, 1 / 3];

test.each([
  { name: 't', coefficients: [0, 1], monotone: true },
  { name: 'a constant', coefficients: [1, 0], monotone: true },
  { name: '-t', coefficients: [0, -1], monotone: false },
  { name: '3 t^2 - 2 t^3', coefficients: [0, 0, 3, -2], monotone: true },
  { name: 'slope (t - 0.3)^2, touching 0', coefficients: touching(0.3, 0), monotone: true },
  { name: 'slope (t - 0.3)^2 + 1e-6', coefficients: touching(0.3, 1e-6), monotone: true },
  { name: 'slope (t - 0.3)^2 - 1e-6, a dip 0.002 wide', coefficients: touching(0.3, -1e-6), monotone: false },
  { name: 'a dip to -1.5e-12, more than rounding', coefficients: touching(0.3, -1.5e-12), monotone: false },
  { name: 'a dip to -0.5e-12, taken for rounding', coefficients: touching(0.3, -0.5e-12), monotone: true },
  { name: 'slope (t - 1.5)^2 - 0.25, a dip past 1', coefficients: touching(1.5, -0.25), monotone: true },
])('$name', ({ coefficients, monotone }) => {
  expect(isMonotone(coefficients)).toBe(monotone);
});
