import { equalMixture, mixtureDistribution, type Points, points, randomStream } from '@highorder/core';
import { normalQuantile } from '@highorder/oracle';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import energyDistance from './energy-distance.ts';

metricContract(energyDistance, { distance: true });

const target = mixtureDistribution(equalMixture([[0]], 1));
const problem = { source: target, target };
const value = (generated: Points, reference: Points, options = {}) =>
  Number(energyDistance.make(options).measure({ generated, reference, problem })['energy-distance']);
const line = (...values: readonly number[]) => points(1, Float64Array.from(values));
const stream = (index: number) => randomStream({ seed: 31, purpose: 'energy.test', index });

describe('the energy distance', () => {
  test('of two single points is twice their distance', () => {
    expect(value(points(2, Float64Array.of(0, 0)), points(2, Float64Array.of(3, 4)))).toBe(10);
  });

  test('on a line is twice the integral of the squared difference of distribution functions', () => {
    // Functions of {0, 2} and {1, 5}: they differ by 1/2 on [0, 1], 0 on [1, 2], ... 1/2 on [2, 5].
    expect(value(line(0, 2), line(1, 5))).toBeCloseTo(2 * (1 / 4 + 3 / 4), 12);
    expect(value(line(0, 0, 0, 1), line(0))).toBeCloseTo(2 / 16, 12);
  });

  test('of moved normal distributions has its closed form', () => {
    // E|N(m, 2)| = 2 exp(-m^2 / 4) / sqrt(pi) + m erf(m / 2): 2.0997 for m = 2, and 2 / sqrt(pi) for m = 0.
    const quantiles = (mean: number) =>
      line(...Array.from({ length: 400 }, (_, i) => mean + normalQuantile((i + 0.5) / 400)));
    const expected =
      2 * ((2 * Math.exp(-1)) / Math.sqrt(Math.PI) + 2 * 0.8427007929497149) - 4 / Math.sqrt(Math.PI);
    // Quantiles in place of the distribution: an error of the order of 1 / n.
    expect(Math.abs(value(quantiles(0), quantiles(2)) - expected)).toBeLessThan(0.01);
  });

  test("between draws of one distribution is 2 E|x - x'| / n on average", () => {
    // 200 pairs of draws of 50; the mean is 4 / sqrt(pi) / 50 = 0.0451. Five of its deviations: false alarms at 6e-7.
    const values = Array.from({ length: 200 }, (_, index) =>
      value(target.sample(50, stream(2 * index)), target.sample(50, stream(2 * index + 1))),
    );
    const mean = values.reduce((sum, each) => sum + each, 0) / 200;
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 199);
    expect(Math.abs(mean - 4 / Math.sqrt(Math.PI) / 50)).toBeLessThan((5 * deviation) / Math.sqrt(200));
  });

  test('takes the first points only', () => {
    expect(value(line(0, 7, 8), line(1, -9), { points: 1 })).toBe(2);
  });
});
