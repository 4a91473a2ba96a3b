import { equalMixture, mixtureDistribution, type Points, points, randomStream } from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import classifierTest from './classifier-test.ts';
import { golden, goldenSets } from './testing/golden.ts';

metricContract(classifierTest, { options: { points: 100 }, distance: false, reference: true });

const dot = mixtureDistribution(equalMixture([[0, 0]], 1));
const problem = { source: dot, target: dot };
const stream = (index: number) => randomStream({ seed: 43, purpose: 'classifier-test.test', index });
const accuracy = (generated: Points, reference: Points, options = {}) =>
  Number(classifierTest.make(options).measure({ generated, reference, problem })['classifier-test']);
const p = (generated: Points, reference: Points, options = {}) =>
  Number(classifierTest.make(options).pValues?.({ generated, reference, problem })['classifier-test']);
const moved = ({ values }: Points, by: number) =>
  points(
    2,
    values.map((value) => value + by),
  );

describe('the classifier test', () => {
  test.each([1, 5, 7] as const)(
    'with %i neighbors is that of scikit-learn, each point left out',
    (neighbors) => {
      expect(accuracy(...goldenSets(), { neighbors })).toBeCloseTo(golden.accuracy[neighbors], 12);
    },
  );

  test('is 1 for sets apart, and a half where votes are equal', () => {
    const [x, y] = [dot.sample(40, stream(0)), dot.sample(40, stream(1))];
    expect(accuracy(x, moved(y, 100))).toBe(1);
    const line = points(1, Float64Array.of(0, 10, 20));
    const other = points(1, Float64Array.of(1, 11, 21));
    // The two nearest of each point: one of either set at both ends of 0, 1, 10, 11, 20, 21, two of either inside.
    expect(accuracy(line, other, { neighbors: 5 })).toBe(0);
  });

  test('is about the share of the best classifier: the normal probability of half a shift', () => {
    // Phi(1) = 0.841 for two Gaussians that are 2 apart; a deviation below 0.01 at 1000 points a side.
    const [x, y] = [dot.sample(1000, stream(2)), dot.sample(1000, stream(3))];
    expect(Math.abs(accuracy(x, moved(y, Math.SQRT2)) - 0.841)).toBeLessThan(0.05);
    expect(Math.abs(accuracy(x, y) - 0.5)).toBeLessThan(0.06);
  });

  test('has a p value that is small where sets differ, and uniform where they do not', () => {
    expect(p(dot.sample(80, stream(4)), moved(dot.sample(80, stream(5)), 2))).toBe(1 / 200);
    const found = Array.from({ length: 100 }, (_, index) =>
      p(dot.sample(30, stream(10 + 2 * index)), dot.sample(30, stream(11 + 2 * index)), { permutations: 99 }),
    );
    // Binomial(100, at most 0.1): more than 25 with probability 4e-6.
    expect(found.filter((value) => value <= 0.1).length).toBeLessThanOrEqual(25);
    expect(found.filter((value) => value > 0.5).length).toBeGreaterThan(25);
  });
});
