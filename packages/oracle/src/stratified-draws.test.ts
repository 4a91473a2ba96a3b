import {
  equalMixture,
  type GaussianMixture,
  mixtureDistribution,
  type Points,
  randomStream,
} from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { mixtureMoments } from './mixture-moments.ts';
import { stratifiedDraws } from './stratified-draws.ts';

const stream = (index: number) => randomStream({ seed: 11, purpose: 'stratified.test', index });

const ring = equalMixture(
  [0, 1, 2, 3].map((k) => [10 * Math.cos((k * Math.PI) / 2), 10 * Math.sin((k * Math.PI) / 2)]),
  0.3,
);

const skewed: GaussianMixture = {
  dimension: 2,
  components: [
    { weight: 0.25, mean: [5, -2], covariance: [2, 0.6, 0.6, 0.5] },
    { weight: 0.75, mean: [-1, 3], covariance: [0.4, 0, 0, 0.9] },
  ],
};

function tally(components: Int32Array | undefined, kinds: number): readonly number[] {
  const counts = new Array<number>(kinds).fill(0);
  components?.forEach((component) => {
    counts[component] = Number(counts[component]) + 1;
  });
  return counts;
}

function meanOf({ values, count, dimension }: Points): readonly number[] {
  const mean = new Array<number>(dimension).fill(0);
  values.forEach((value, index) => {
    mean[index % dimension] = Number(mean[index % dimension]) + value / count;
  });
  return mean;
}

describe('stratified draws', () => {
  test('give each component its share', () => {
    expect(tally(stratifiedDraws(ring, 1000, stream(0)).components, 4)).toEqual([250, 250, 250, 250]);
    expect(tally(stratifiedDraws(skewed, 1000, stream(0)).components, 2)).toEqual([250, 750]);
  });

  test('are balanced in every beginning', () => {
    const { components } = stratifiedDraws(ring, 1000, stream(0));
    for (const length of [4, 10, 100, 500, 502]) {
      const counts = tally(components?.subarray(0, length), 4);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(tally(stratifiedDraws(skewed, 1000, stream(0)).components?.subarray(0, 100), 2)).toEqual([25, 75]);
  });

  test('spread over the whole range where there are more components than points', () => {
    const line = equalMixture(
      Array.from({ length: 300 }, (_, k) => [k]),
      0.01,
    );
    const { components } = stratifiedDraws(line, 64, stream(0));
    const first = [...(components?.subarray(0, 16) ?? [])].toSorted((a, b) => a - b);
    const gaps = first.slice(1).map((component, index) => component - Number(first[index]));
    expect(Math.max(...gaps)).toBeLessThan(60);
    expect(new Set(components).size).toBe(64);
  });

  test('put each point where its component is', () => {
    const { values, components } = stratifiedDraws(ring, 200, stream(1));
    for (let row = 0; row < 200; row++) {
      const angle = (Number(components?.[row]) * Math.PI) / 2;
      const x = Number(values[row * 2]) - 10 * Math.cos(angle);
      const y = Number(values[row * 2 + 1]) - 10 * Math.sin(angle);
      // Six deviations: a false alarm in 200 points has a probability of 3e-6.
      expect(Math.hypot(x, y)).toBeLessThan(6 * Math.sqrt(0.3));
    }
  });

  test('have the mean of the mixture, a hundred times closer than independent points', () => {
    const { mean } = mixtureMoments(skewed);
    const stratified = meanOf(stratifiedDraws(skewed, 4096, stream(2)));
    const independent = meanOf(mixtureDistribution(skewed).sample(4096, stream(2)));
    const error = (of: readonly number[]) =>
      Math.hypot(Number(of[0]) - Number(mean[0]), Number(of[1]) - Number(mean[1]));
    expect(error(stratified)).toBeLessThan(2e-3);
    expect(error(independent)).toBeGreaterThan(5e-3);
  });

  test('have the covariance of each component', () => {
    const drawn = stratifiedDraws(skewed, 4096, stream(3));
    const rows = [...(drawn.components ?? []).keys()].filter((row) => drawn.components?.[row] === 0);
    const x = rows.map((row) => Number(drawn.values[row * 2]) - 5);
    const y = rows.map((row) => Number(drawn.values[row * 2 + 1]) + 2);
    const average = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, value, index) => sum + value * Number(b[index]), 0) / a.length;
    expect(average(x, x)).toBeCloseTo(2, 1);
    expect(average(x, y)).toBeCloseTo(0.6, 1);
    expect(average(y, y)).toBeCloseTo(0.5, 1);
  });

  test('repeat with the stream and differ between streams', () => {
    expect(stratifiedDraws(ring, 40, stream(4))).toEqual(stratifiedDraws(ring, 40, stream(4)));
    expect(stratifiedDraws(ring, 40, stream(4)).values).not.toEqual(
      stratifiedDraws(ring, 40, stream(5)).values,
    );
  });
});
