import { expect, test } from 'vitest';
import { smooth } from './smooth.ts';

test('a geometric series stays what it is away from its ends', () => {
  const series = Array.from({ length: 30 }, (_, index) => 0.8 ** index);
  const means = smooth(series, 6);
  for (const index of [3, 12, 26]) expect(means[index]).toBeCloseTo(Number(series[index]), 12);
});

test('wiggles by equal factors up and down even out', () => {
  const wiggles = Array.from({ length: 41 }, (_, index) => (index % 2 === 0 ? 2 : 0.5));
  expect(Math.abs(Math.log(Number(smooth(wiggles, 20)[20])))).toBeLessThan(Math.log(2) / 20);
});

test('values that are not above zero are passed over', () => {
  expect(smooth([1, Number.NaN, 0, 4], 10).at(1)).toBeCloseTo(2, 12);
  expect(smooth([0, Number.NaN], 2)).toEqual([Number.NaN, Number.NaN]);
});
