import { expect, test } from 'vitest';
import { averageOver, timeNodes } from './time-average.ts';

test('averages polynomials exactly', () => {
  const mean = averageOver(timeNodes({ from: 0.2, to: 1 }), ['cube'], (t) => ({ cube: t ** 3 }));
  expect(mean('cube')).toBeCloseTo((1 - 0.2 ** 4) / (4 * 0.8), 14);
});

/** 1 - t to the power -3, as squared accelerations of the variance-preserving path go: its integral is (eps^-2 - 1) / 2. */
test.each([1e-2, 1e-4, 1e-6])('averages a pole %d behind the end', (epsilon) => {
  const mean = averageOver(timeNodes({ from: 0, to: 1 - epsilon }), ['pole'], (t) => ({
    pole: (1 - t) ** -3,
  }));
  const expected = (epsilon ** -2 - 1) / 2 / (1 - epsilon);
  expect(Math.abs(mean('pole') / expected - 1)).toBeLessThan(1e-6);
});

test('averages a root at an end', () => {
  const mean = averageOver(timeNodes({ from: 0, to: 1 }), ['root'], (t) => ({ root: t ** -0.5 }));
  expect(mean('root')).toBeCloseTo(2, 3);
});
