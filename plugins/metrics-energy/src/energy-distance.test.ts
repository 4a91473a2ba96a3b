import { equalMixture, mixtureDistribution, type Points, points, randomStream } from '@highorder/core';
import { normalQuantile } from '@highorder/oracle';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import energyDistance from './energy-distance.ts';
import { golden, goldenSets } from './testing/golden.ts';

metricContract(energyDistance, { options: { points: 100 }, distance: 'unbiased' });
metricContract(energyDistance, { options: { points: 100, unbiased: false }, distance: true });

const target = mixtureDistribution(equalMixture([[0]], 1));
const problem = { source: target, target };
const value = (generated: Points, reference: Points, options = {}) =>
  Number(energyDistance.make(options).measure({ generated, reference, problem })['energy-distance']);
const biased = (generated: Points, reference: Points, options = {}) =>
  value(generated, reference, { unbiased: false, ...options });
const line = (...values: readonly number[]) => points(1, Float64Array.from(values));
const stream = (index: number) => randomStream({ seed: 31, purpose: 'energy.test', index });

test('without bias or with it is that of scipy', () => {
  const [x, y] = goldenSets();
  expect(value(x, y)).toBeCloseTo(golden.energy, 14);
  expect(value(x, y, { unbiased: false })).toBeCloseTo(golden.energyBiased, 14);
});

describe('the energy distance without bias', () => {
  test('of two pairs of points is that by hand', () => {
    // Between: 1, 5, 1, 3 of mean 2.5; inside 2 and 4.
    expect(value(line(0, 2), line(1, 5))).toBeCloseTo(2 * 2.5 - 2 - 4, 14);
  });

  test('is 0 on average for the truth, where the biased one is not', () => {
    // 200 pairs of draws of 50. Five standard errors: false alarms at 6e-7.
    const values = Array.from({ length: 200 }, (_, index) =>
      value(target.sample(50, stream(2 * index)), target.sample(50, stream(2 * index + 1))),
    );
    const mean = values.reduce((sum, each) => sum + each, 0) / 200;
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 199);
    expect(Math.abs(mean)).toBeLessThan((5 * deviation) / Math.sqrt(200));
    expect(values.filter((each) => each < 0).length).toBeGreaterThan(80);
  });

  test.each([23, 64, 784])('extend 1: of a shift in dimension %i has its closed form', (dimension) => {
    // |x - y| of N(0, I) and a shift by s along any axis: for large D, 2 sqrt(2 D + s^2) - 2 sqrt(2 D), less terms of the order 1 / D.
    const truth = mixtureDistribution(equalMixture([new Array<number>(dimension).fill(0)], 1));
    const moved = mixtureDistribution(equalMixture([[...new Array<number>(dimension - 1).fill(0), 20]], 1));
    const found = value(moved.sample(100, stream(900)), truth.sample(100, stream(901)));
    const expected = 2 * (Math.sqrt(2 * dimension + 400) - Math.sqrt(2 * dimension));
    expect(Math.abs(found / expected - 1)).toBeLessThan(0.05);
  });
});

describe('its p value', () => {
  const p = (generated: Points, reference: Points, options = {}) =>
    Number(energyDistance.make(options).pValues?.({ generated, reference, problem })['energy-distance']);

  test('is the share of all divisions, where they are few', () => {
    // Of the 20 divisions of six points into three and three, 2 are as far apart as {0, 1, 2} and {10, 11, 12}.
    const found = p(line(0, 1, 2), line(10, 11, 12), { permutations: 4000 });
    // Five deviations of a share of 0.1 in 4000.
    expect(Math.abs(found - 0.1)).toBeLessThan(5 * Math.sqrt((0.1 * 0.9) / 4000));
  });

  test('is 1 where no division is nearer, and never below 1 / (permutations + 1)', () => {
    expect(p(line(0, 2, 2, 0), line(0, 2, 2, 0))).toBe(1);
    const far = target.sample(60, stream(1)).values.map((x) => x + 100);
    expect(p(points(1, far), target.sample(60, stream(2)))).toBe(1 / 200);
    expect(p(points(1, far), target.sample(60, stream(2)), { permutations: 19 })).toBe(0.05);
  });

  test('is uniform for the truth', () => {
    // 200 pairs. The largest distance of the distribution function from the uniform one: 0.138 is passed with probability 1e-3.
    const found = Array.from({ length: 200 }, (_, index) =>
      p(target.sample(20, stream(2 * index)), target.sample(30, stream(2 * index + 1)), { permutations: 99 }),
    ).toSorted((a, b) => a - b);
    const gap = Math.max(...found.map((value, index) => Math.abs(value - (index + 0.5) / 200)));
    expect(gap).toBeLessThan(0.138 + 0.01);
  });
});

describe('the energy distance with its bias', () => {
  test('of two single points is twice their distance', () => {
    expect(biased(points(2, Float64Array.of(0, 0)), points(2, Float64Array.of(3, 4)))).toBe(10);
  });

  test('on a line is twice the integral of the squared difference of distribution functions', () => {
    // Functions of {0, 2} and {1, 5}: they differ by 1/2 on [0, 1], 0 on [1, 2], ... 1/2 on [2, 5].
    expect(biased(line(0, 2), line(1, 5))).toBeCloseTo(2 * (1 / 4 + 3 / 4), 12);
    expect(biased(line(0, 0, 0, 1), line(0))).toBeCloseTo(2 / 16, 12);
  });

  test('of moved normal distributions has its closed form', () => {
    // E|N(m, 2)| = 2 exp(-m^2 / 4) / sqrt(pi) + m erf(m / 2): 2.0997 for m = 2, and 2 / sqrt(pi) for m = 0.
    const quantiles = (mean: number) =>
      line(...Array.from({ length: 400 }, (_, i) => mean + normalQuantile((i + 0.5) / 400)));
    const expected =
      2 * ((2 * Math.exp(-1)) / Math.sqrt(Math.PI) + 2 * 0.8427007929497149) - 4 / Math.sqrt(Math.PI);
    // Quantiles in place of the distribution: an error of the order of 1 / n.
    expect(Math.abs(biased(quantiles(0), quantiles(2)) - expected)).toBeLessThan(0.01);
  });

  test("between draws of one distribution is 2 E|x - x'| / n on average", () => {
    // 200 pairs of draws of 50; the mean is 4 / sqrt(pi) / 50 = 0.0451. Five of its deviations: false alarms at 6e-7.
    const values = Array.from({ length: 200 }, (_, index) =>
      biased(target.sample(50, stream(2 * index)), target.sample(50, stream(2 * index + 1))),
    );
    const mean = values.reduce((sum, each) => sum + each, 0) / 200;
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 199);
    expect(Math.abs(mean - 4 / Math.sqrt(Math.PI) / 50)).toBeLessThan((5 * deviation) / Math.sqrt(200));
  });

  test('takes the first points only', () => {
    expect(biased(line(0, 0, 7, 8), line(1, 1, -9), { points: 2 })).toBe(2);
  });
});
