import { randomStream } from '@highorder/core';
import { expect, test } from 'vitest';
import { cohenDz, differences, hedgesFactors, rankBiserial } from '../golden/scipy.golden.ts';
import { effectSize, hedgesFactor } from './effect-size.ts';

test('is that of scipy', () => {
  const found = effectSize(differences);
  expect(found.cohenDz).toBeCloseTo(cohenDz, 13);
  expect(found.rankBiserial).toBeCloseTo(rankBiserial, 14);
  expect(found.hedges / found.cohenDz).toBeCloseTo(hedgesFactor(7), 14);
});

test.each(hedgesFactors)(
  "Hedges' factor of $degrees degrees of freedom is that of scipy",
  ({ degrees, factor }) => {
    expect(hedgesFactor(degrees)).toBeCloseTo(factor, 13);
  },
);

test("Hedges' g is right on average where d is too large", () => {
  const random = randomStream({ seed: 1, purpose: 'effect' });
  const found = Array.from({ length: 20_000 }, () =>
    effectSize(Array.from({ length: 5 }, () => 0.8 + random.normal())),
  );
  const average = (of: (index: number) => number) =>
    found.reduce((sum, _, index) => sum + of(index), 0) / found.length;
  // g of five has a deviation of about 0.7: standard error 0.005, beyond 4 of them with probability 6e-5.
  expect(Math.abs(average((index) => Number(found[index]?.hedges)) - 0.8)).toBeLessThan(0.02);
  expect(average((index) => Number(found[index]?.cohenDz))).toBeGreaterThan(0.95);
});

test('one wild seed turns d around, not the rank correlation', () => {
  const steady = [1, 1.1, 0.9, 1.2, 0.8, 1.05, 0.95];
  const wild = effectSize([...steady, -30]);
  expect(wild.cohenDz).toBeLessThan(0);
  expect(wild.rankBiserial).toBeCloseTo((28 - 8) / 36, 14);
});

test('ranks: equal sizes share theirs, zeros have none', () => {
  // Sizes 1, 1, 2 have the ranks 1.5, 1.5, 3.
  expect(effectSize([1, -1, 2, 0]).rankBiserial).toBe(0.5);
  expect(effectSize([1, 2, 3]).rankBiserial).toBe(1);
});

test('differences that are all equal', () => {
  expect(effectSize([0, 0])).toEqual({ cohenDz: 0, hedges: 0, rankBiserial: 0 });
  expect(effectSize([-2, -2, -2])).toEqual({
    cohenDz: Number.NEGATIVE_INFINITY,
    hedges: Number.NEGATIVE_INFINITY,
    rankBiserial: -1,
  });
});

test('of two differences nothing is known without bias', () => {
  expect(effectSize([1, 1])).toEqual({ cohenDz: Number.POSITIVE_INFINITY, hedges: 0, rankBiserial: 1 });
  expect(effectSize([-1, -2]).hedges).toBe(0);
});

test('refuses one difference and NaN', () => {
  expect(() => effectSize([1])).toThrow('effect size: There is 1 value.');
  expect(() => effectSize([1, Number.NaN])).toThrow('Value 2 of 2 is NaN.');
});
