import { identityClock, randomStream } from '@highorder/core';
import { logarithmicClock, timeSamplerContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import twoTimes from './two-times.ts';

timeSamplerContract(twoTimes, { anyStep: true });
timeSamplerContract(twoTimes, {
  options: { equal: 0.3, distribution: 'logit-normal', mean: 0.4 },
  anyStep: true,
});
timeSamplerContract(twoTimes, { options: { equal: 0 }, anyStep: true });

const rows = 4000;

function draw(options: object, clock = identityClock, domain = { from: 0, to: 1 }) {
  const random = randomStream({ seed: 5, purpose: 'test/two-times' });
  return twoTimes.make(options).draw({ rows, domain, clock, random });
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

test.each([0, 0.25, 0.75, 1])('a share of %d of the rows has d = 0', (equal) => {
  expect(draw({ equal }).d.filter((step) => step === 0)).toHaveLength(equal * rows);
});

describe('of two uniform numbers', () => {
  // The least of two has mean 1/3 and deviation sqrt(1/18) = 0.236, their distance too. A mean of 4000 strays by more than 4 of its
  // deviations of 0.0037 with probability 6e-5; the seed is fixed.
  test('the time is the lesser, the step their distance', () => {
    const { t, d } = draw({ equal: 0 });
    expect(Math.abs(mean(t) - 1 / 3)).toBeLessThan(0.015);
    expect(Math.abs(mean(d) - 1 / 3)).toBeLessThan(0.015);
  });

  test('on a clock they are so there', () => {
    const clock = logarithmicClock();
    const { t, d } = draw({ equal: 0 }, clock);
    const starts = t.map(clock.reading);
    const steps = starts.map((start, row) => clock.reading(Number(t[row]) + Number(d[row])) - start);
    expect(Math.abs(mean(starts) - 1 / 3)).toBeLessThan(0.015);
    expect(Math.abs(mean(steps) - 1 / 3)).toBeLessThan(0.015);
  });

  test('both lie in the domain', () => {
    const { t, d } = draw({ equal: 0 }, identityClock, { from: 0.1, to: 0.6 });
    expect(Math.min(...t)).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...t.map((time, row) => time + Number(d[row])))).toBeLessThanOrEqual(0.6 + 1e-12);
  });
});

test('logit-normal: the mean of both logits is that of the options', () => {
  const { t, d } = draw({ equal: 0, distribution: 'logit-normal', mean: 0.8, deviation: 0.5 });
  const logit = (time: number) => Math.log(time / (1 - time));
  const both = t.map((time, row) => (logit(time) + logit(time + Number(d[row]))) / 2);
  // The mean of 8000 logits has the deviation 0.5 / sqrt(8000) = 0.0056; 4 of them: 6e-5.
  expect(Math.abs(mean(both) - 0.8)).toBeLessThan(4 * 0.0056);
});

test.each([{ equal: 1.5 }, { deviation: 0 }, { distribution: 'normal' }])('refuses %o', (options) => {
  expect(() => twoTimes.options.parse(options)).toThrow();
});
