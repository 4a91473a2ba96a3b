import { equalMixture, mixtureDistribution, type Points, points, randomStream } from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import mmd from './mmd.ts';
import { golden, goldenSets } from './testing/golden.ts';

metricContract(mmd, { options: { points: 100 }, distance: 'unbiased' });
// Points of white noise in 64 dimensions are 11 apart: a kernel of width 1 sees none of them.
metricContract(mmd, { options: { points: 100, bandwidth: 1 }, distance: 'unbiased', largest: 23 });

const target = mixtureDistribution(equalMixture([[0]], 1));
const problem = { source: target, target };
const value = (generated: Points, reference: Points, options = {}) =>
  Number(mmd.make(options).measure({ generated, reference, problem })['mmd']);
const line = (...values: readonly number[]) => points(1, Float64Array.from(values));
const stream = (index: number) => randomStream({ seed: 37, purpose: 'mmd.test', index });

describe('the maximum mean discrepancy', () => {
  test('is that of scipy, with a bandwidth and with the median', () => {
    const [x, y] = goldenSets();
    expect(value(x, y, { bandwidth: 0.25 })).toBeCloseTo(golden.mmdNarrow, 14);
    expect(value(x, y)).toBeCloseTo(golden.mmdMedian, 14);
  });

  test('of sets that are far apart and tight is 2', () => {
    expect(value(line(0, 0, 0), line(100, 100), { bandwidth: 1 })).toBe(2);
  });

  test('of a collapse of everything onto one point is 0', () => {
    expect(value(line(3, 3, 3), line(3, 3))).toBe(0);
  });

  test.each([1, 2, 23, 64])('extend 1: of a shift in dimension %i has its closed form', (dimension) => {
    // For N(0, I), a bandwidth b and a shift s: 2 (b^2 / (b^2 + 2))^(D / 2) (1 - exp(-s^2 / (2 b^2 + 4))).
    const b2 = dimension;
    const s = Math.sqrt(dimension);
    const expected = 2 * (b2 / (b2 + 2)) ** (dimension / 2) * (1 - Math.exp((-s * s) / (2 * b2 + 4)));
    const truth = mixtureDistribution(equalMixture([new Array<number>(dimension).fill(0)], 1));
    const shift = [...new Array<number>(dimension - 1).fill(0), s];
    const moved = mixtureDistribution(equalMixture([shift], 1));
    const values = Array.from({ length: 10 }, (_, index) =>
      value(moved.sample(200, stream(2 * index)), truth.sample(200, stream(2 * index + 1)), {
        bandwidth: Math.sqrt(b2),
      }),
    );
    const mean = values.reduce((sum, each) => sum + each, 0) / 10;
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 9);
    // Seven standard errors of ten values: Student's t, false alarms at 6e-5 a dimension.
    expect(Math.abs(mean - expected)).toBeLessThan((7 * deviation) / Math.sqrt(10));
    expect(mean / deviation).toBeGreaterThan(5);
  });

  test('sees inside of narrow modes with a bandwidth of their width, and not with the median', () => {
    const modes = (variance: number) => mixtureDistribution(equalMixture([[-20], [0], [20]], variance));
    const p = (options: object) =>
      mmd.make(options).pValues?.({
        generated: modes(0.05).sample(300, stream(50)),
        reference: modes(0.3).sample(300, stream(51)),
        problem,
      })['mmd'];
    expect(p({ bandwidth: 0.5 })).toBe(1 / 200);
    expect(p({})).toBeGreaterThan(0.05);
  });
});
