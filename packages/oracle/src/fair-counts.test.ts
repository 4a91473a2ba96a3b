import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fairCounts } from './fair-counts.ts';

const equal = (components: number) => new Array<number>(components).fill(1 / components);

test('divides equally where it can', () => {
  expect([...fairCounts(equal(4), 1000)]).toEqual([250, 250, 250, 250]);
  expect([...fairCounts([0.5, 0.25, 0.25], 8)]).toEqual([4, 2, 2]);
  // 1/3 is no binary fraction, and 7 tenths sum to 0.7 only nearly.
  expect(new Set(fairCounts(equal(3), 999))).toEqual(new Set([333]));
  expect(new Set(fairCounts(equal(10), 70))).toEqual(new Set([7]));
});

test('rounds to the nearer number', () => {
  expect([...fairCounts([0.3, 0.7], 2)]).toEqual([1, 1]);
  expect([...fairCounts([0.2, 0.8], 2)]).toEqual([0, 2]);
});

test('takes every third of 3000 components for 1000 points', () => {
  const counts = fairCounts(equal(3000), 1000);
  const taken = [...counts.keys()].filter((component) => counts[component] === 1);
  expect(taken).toHaveLength(1000);
  expect(new Set(taken.slice(1).map((component, index) => component - Number(taken[index])))).toEqual(
    new Set([3]),
  );
});

test('sums to the count, each share rounded up or down', () => {
  const weights = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 500 }), (raw, count) => {
      const total = raw.reduce((sum, weight) => sum + weight, 0);
      const counts = fairCounts(raw, count);
      expect(counts.reduce((sum, own) => sum + own, 0)).toBe(count);
      raw.forEach((weight, component) => {
        expect(Math.abs(Number(counts[component]) - (count * weight) / total)).toBeLessThan(1 + 1e-6);
      });
    }),
    { seed: 3, numRuns: 200 },
  );
});
