import { expect, test } from 'vitest';
import { quantile } from './quantile.ts';

test('lies between neighbors, in proportion', () => {
  const values = Float64Array.of(1, 2, 4, 8, 16);
  expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile(values, share))).toEqual([1, 2, 4, 12.8, 16]);
  expect(quantile(Float64Array.of(1, 3), 0.5)).toBe(2);
  expect(quantile(Float64Array.of(5), 0.9)).toBe(5);
});

test('bears infinite values', () => {
  const values = Float64Array.of(1, 2, 3, Infinity, Infinity);
  expect(quantile(values, 0.5)).toBe(3);
  expect(quantile(values, 0.9)).toBe(Infinity);
});
