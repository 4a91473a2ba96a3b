import studentCumulative from '@stdlib/stats-base-dists-t-cdf';
import type { RandomStream } from '@highorder/core';
import { expect, test, vi } from 'vitest';
import { bcaInterval } from './bca-interval.ts';
import { type CoverageQuestion, measureCoverage } from './measure-coverage.ts';
import { percentileInterval } from './percentile-interval.ts';
import { studentInterval } from './student-interval.ts';

// Fast alone; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const normal = (random: RandomStream) => random.normal();
const lognormal = (random: RandomStream) => Math.exp(random.normal());

/**
 * Every test here compares a share with one known from elsewhere: a true one lies beyond 3.5 standard errors of the simulation
 * with probability 0.0005.
 */
function check(question: Omit<CoverageQuestion, 'count'>, expected: number): void {
  const { covered } = measureCoverage({ ...question, count: 10 });
  const error = Math.sqrt((expected * (1 - expected)) / question.experiments);
  expect(Math.abs(covered - expected)).toBeLessThan(3.5 * error);
}

test('the t interval of ten normal values covers what it says', () => {
  const interval = (values: readonly number[]) => studentInterval(values);
  check({ draw: normal, truth: 0, interval, experiments: 20_000 }, 0.95);
});

test('the t interval of ten lognormal values covers 84%, as in numpy', () => {
  // 400 000 experiments in numpy: 0.8403.
  const interval = (values: readonly number[]) => studentInterval(values);
  check({ draw: lognormal, truth: Math.exp(0.5), interval, experiments: 20_000 }, 0.8403);
});

test('the percentile interval of ten normal values covers 90%', () => {
  // It reaches 1.96 of the bootstrap's own standard errors, sqrt((n - 1) / n) of the true estimate, to each side.
  const expected = 1 - 2 * studentCumulative(-1.96 * Math.sqrt(9 / 10), 9);
  const interval = (values: readonly number[], seed: number) =>
    percentileInterval(values, { seed, resamples: 400 });
  check({ draw: normal, truth: 0, interval, experiments: 600 }, expected);
});

test('the BCa interval of ten values covers 90% of normal and 82% of lognormal ones, as in scipy', () => {
  // 8000 experiments of scipy.stats.bootstrap with 1000 samples each: 0.9001 and 0.8196, themselves known to 0.004.
  const interval = (values: readonly number[], seed: number) => bcaInterval(values, { seed, resamples: 400 });
  check({ draw: normal, truth: 0, interval, experiments: 600 }, 0.9001);
  check({ draw: lognormal, truth: Math.exp(0.5), interval, experiments: 600 }, 0.8196);
});

test('tells the side on which intervals fail', () => {
  const question = { draw: lognormal, truth: Math.exp(0.5), count: 10, experiments: 4000 };
  const found = measureCoverage({ ...question, interval: (values) => studentInterval(values) });
  // The rare large values are missing more often than not: intervals lie below the truth.
  expect(found.below).toBeGreaterThan(10 * found.above);
  expect(found.covered).toBeCloseTo(1 - found.below - found.above, 12);
  expect(found.error).toBeCloseTo(Math.sqrt((found.covered * (1 - found.covered)) / 4000), 12);
});
