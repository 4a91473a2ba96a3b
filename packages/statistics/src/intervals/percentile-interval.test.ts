import { expect, test } from 'vitest';
import { percentileIntervals, quarters } from '../golden/scipy.golden.ts';
import { median } from '../sample.ts';
import { bootstrapDistribution } from './bootstrap.ts';
import { percentileInterval } from './percentile-interval.ts';

test.each(percentileIntervals)('comes to that of all samples at level $level', ({ level, low, high }) => {
  // Near these levels the means of samples lie 1/8 apart at most: 200 000 of them settle on the same one, or its neighbor.
  const found = percentileInterval(quarters, { level, resamples: 200_000 });
  expect(Math.abs(found.low - low)).toBeLessThanOrEqual(0.125);
  expect(Math.abs(found.high - high)).toBeLessThanOrEqual(0.125);
});

test('draws every sample equally often', () => {
  // Of two values, the mean is the first, the second or between them with probability 1/4, 1/4, 1/2.
  const means = bootstrapDistribution([0, 1], ([one = 0, other = 0]) => (one + other) / 2, {
    resamples: 40_000,
  });
  const share = (value: number) => means.filter((mean) => mean === value).length / means.length;
  // Standard errors 0.0022 and 0.0025; each beyond 3.5 of them with probability 0.0005.
  expect(Math.abs(share(0) - 0.25)).toBeLessThan(3.5 * 0.0022);
  expect(Math.abs(share(1) - 0.25)).toBeLessThan(3.5 * 0.0022);
  expect(Math.abs(share(0.5) - 0.5)).toBeLessThan(3.5 * 0.0025);
});

test('takes any statistic', () => {
  const values = [1, 2, 3, 4, 1000];
  const found = percentileInterval(values, { statistic: median, level: 0.5, resamples: 2000 });
  expect(found.low).toBeGreaterThanOrEqual(1);
  expect(found.high).toBeLessThanOrEqual(4);
});

test('equal seeds and purposes give equal bits, others other ones', () => {
  const values = [0.3, 1.7, 0.2, 2.2, 5.1, 0.9];
  const of = (seed: number, purpose: string) => percentileInterval(values, { seed, purpose, resamples: 301 });
  expect(of(1, 'a')).toEqual(of(1, 'a'));
  expect(of(1, 'a')).not.toEqual(of(2, 'a'));
  expect(of(1, 'a')).not.toEqual(of(1, 'b'));
});

test('refuses one value and NaN', () => {
  expect(() => percentileInterval([1])).toThrow('percentile interval: There is 1 value.');
  expect(() => percentileInterval([1, Number.NaN])).toThrow('Value 2 of 2 is NaN.');
});
