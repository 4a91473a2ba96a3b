import { expect, test } from 'vitest';
import { median } from '../sample.ts';
import { measureCoverage } from './measure-coverage.ts';
import { medianInterval } from './median-interval.ts';

/** All samples of a size, by brute force. */
function samples(values: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return samples(values, size - 1).flatMap((sample) => values.map((value) => [...sample, value]));
}

test.each([
  { values: [3, 1] },
  { values: [0.4, 0.1, 2.3] },
  { values: [5, 1, 2, 9] },
  { values: [1, 2, 2, 7, 3] },
  { values: [6, 1, 0.5, 2.25, 4, 11] },
])('counts the medians of all samples of $values', ({ values }) => {
  const medians = samples(values, values.length)
    .map(median)
    .sort((one, other) => one - other);
  for (const level of [0.5, 0.81, 0.9, 0.95, 0.99]) {
    // The k-th of N: the first with at least the share of them up to it.
    const at = (share: number) => medians[Math.ceil(share * medians.length - 1e-9) - 1];
    expect(medianInterval(values, level)).toMatchObject({
      low: at((1 - level) / 2),
      high: at((1 + level) / 2),
    });
  }
});

test('covers 94% of ten values of any law, as order statistics have it', () => {
  // The true median lies below x(i) with probability P(Binomial(10, 1/2) < i), whatever the law is: intervals that end at order
  // statistics or between them cover between P(3 <= B <= 7) = 0.891 and P(2 <= B <= 8) = 0.979.
  const question = {
    truth: 1,
    count: 10,
    experiments: 4000,
    interval: (values: readonly number[]) => medianInterval(values),
  };
  const lognormal = measureCoverage({ ...question, draw: (random) => Math.exp(random.normal()) });
  const normal = measureCoverage({ ...question, truth: 0, draw: (random) => random.normal() });
  for (const { covered } of [lognormal, normal]) {
    expect(covered).toBeGreaterThan(0.891);
    expect(covered).toBeLessThan(0.979);
  }
});

test('goes through a hundred values', () => {
  const many = Array.from({ length: 100 }, (_, index) => index);
  const { low, high } = medianInterval(many);
  // The normal approximation: 49.5 ± 1.96 · sqrt(100) / 2, half a rank aside at most.
  expect(Math.abs(low - 39.7)).toBeLessThan(1);
  expect(Math.abs(high - 59.3)).toBeLessThan(1);
});

test('equal values have an interval of no length', () => {
  expect(medianInterval([2, 2, 2, 2])).toEqual({ low: 2, high: 2, level: 0.95, kind: 'percentile' });
});

test('refuses one value and NaN', () => {
  expect(() => medianInterval([1])).toThrow('interval of the median: There is 1 value.');
  expect(() => medianInterval([1, Number.NaN])).toThrow('Value 2 of 2 is NaN.');
});
