import { describe, expect, test } from 'vitest';
import { bcaIntervals, quarters, tiedBcaIntervals, ties } from '../golden/scipy.golden.ts';
import { mean } from '../sample.ts';
import { acceleration, bcaInterval, bcaOf } from './bca-interval.ts';
import { percentileInterval } from './percentile-interval.ts';

/** The means of all 4^4 samples of the quarters, without rounding. */
const all = Float64Array.from(
  quarters.flatMap((a) =>
    quarters.flatMap((b) => quarters.flatMap((c) => quarters.map((d) => (a + b + c + d) / 4))),
  ),
).sort();

test.each(bcaIntervals)('is that of scipy at level $level', ({ level, ...expected }) => {
  const found = bcaOf({
    distribution: all,
    observed: mean(quarters),
    acceleration: acceleration(quarters, mean),
    level,
  });
  expect(acceleration(quarters, mean)).toBeCloseTo(expected.acceleration, 14);
  expect(found.low).toBeCloseTo(expected.low, 10);
  expect(found.high).toBeCloseTo(expected.high, 10);
  expect(found.kind).toBe('bca');
});

describe('truth G: ties of the mean', () => {
  // All 6^6 samples; the mean of each by the function that intervals use, which must see that many equal the observed one.
  const samples = Array.from({ length: 6 ** 6 }, (_, index) =>
    ties.map((_value, place) => Number(ties[Math.floor(index / 6 ** place) % 6])),
  );
  const distribution = Float64Array.from(samples, mean).sort();

  test.each(tiedBcaIntervals)('count half at level $level, as in scipy', ({ level, low, high }) => {
    const found = bcaOf({
      distribution,
      observed: mean(ties),
      acceleration: acceleration(ties, mean),
      level,
    });
    expect(found.low).toBeCloseTo(low, 12);
    expect(found.high).toBeCloseTo(high, 12);
  });

  test('are all seen: as many means equal the observed one as sums do', () => {
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    const expected = samples.filter((sample) => sum(sample) === sum(ties)).length;
    expect(expected).toBeGreaterThan(3000);
    expect(distribution.filter((value) => value === mean(ties))).toHaveLength(expected);
  });

  test('are seen by the interval itself', () => {
    const found = bcaInterval(ties, { resamples: 40_000 });
    expect(found.low).toBeCloseTo(-7 / 6, 10);
    expect(found.high).toBeCloseTo(13 / 6, 10);
  });
});

test('is the percentile interval where nothing is skewed', () => {
  // A symmetric distribution around the observed value has no bias, symmetric values have no acceleration.
  const symmetric = [-3, -1, 0, 1, 3];
  const distribution = Float64Array.from({ length: 2001 }, (_, index) => (index - 1000) ** 3);
  const found = bcaOf({ distribution, observed: 0, acceleration: acceleration(symmetric, mean), level: 0.9 });
  expect(found.low).toBeCloseTo((-900) ** 3, 2);
  expect(found.high).toBeCloseTo(900 ** 3, 2);
});

test('of drawn samples of symmetric values it lies close to the percentile interval', () => {
  const symmetric = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5];
  const resampling = { resamples: 40_000, seed: 3 };
  const [bca, percentile] = [bcaInterval(symmetric, resampling), percentileInterval(symmetric, resampling)];
  // Steps of the distribution are 1/6.
  expect(Math.abs(bca.low - percentile.low)).toBeLessThan(0.17);
  expect(Math.abs(bca.high - percentile.high)).toBeLessThan(0.17);
});

test('moves towards the long tail', () => {
  const skewed = [0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.9, 3.1];
  const [bca, percentile] = [bcaInterval(skewed), percentileInterval(skewed)];
  expect(bca.low).toBeGreaterThan(percentile.low);
  expect(bca.high).toBeGreaterThan(percentile.high);
});

test('mirrored values have the mirrored interval', () => {
  const values = [0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.9, 3.1];
  const [found, mirrored] = [bcaInterval(values), bcaInterval(values.map((value) => -value))];
  expect(mirrored.low).toBeCloseTo(-found.high, 10);
  expect(mirrored.high).toBeCloseTo(-found.low, 10);
});

test('equal values have an interval of no length', () => {
  expect(bcaInterval([2, 2, 2])).toEqual({ low: 2, high: 2, level: 0.95, kind: 'bca' });
});

test('two values have one', () => {
  expect(bcaInterval([1, 3])).toMatchObject({ low: 1, high: 3 });
});

test('says so where it fell back on the percentile interval', () => {
  // Every sample has a smaller "statistic" than the one observed: there is no bias to correct with.
  const distribution = Float64Array.from([1, 2, 3, 4]);
  const found = bcaOf({ distribution, observed: 9, acceleration: 0, level: 0.5 });
  expect(found).toEqual({ low: 1.75, high: 3.25, level: 0.5, kind: 'percentile' });
});

test('refuses one value and NaN', () => {
  expect(() => bcaInterval([1])).toThrow('BCa interval: There is 1 value.');
  expect(() => bcaInterval([1, Number.POSITIVE_INFINITY])).toThrow('Value 2 of 2 is Infinity.');
});
