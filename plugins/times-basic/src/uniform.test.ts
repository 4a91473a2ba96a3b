import { identityClock, InputError, randomStream } from '@highorder/core';
import { logarithmicClock, timeSamplerContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import uniform from './uniform.ts';

timeSamplerContract(uniform);
timeSamplerContract(uniform, { options: { from: 0.2, to: 0.7 } });

const rows = 4000;
const random = () => randomStream({ seed: 7, purpose: 'test/uniform' });

/**
 * Largest distance between the distribution of the values and the uniform one on [0, 1], in units of its
 * deviation.
 */
function kolmogorovSmirnov(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const distances = sorted.map((value, index) => Math.max((index + 1) / rows - value, value - index / rows));
  return Math.max(...distances) * Math.sqrt(rows);
}

// Both tests: a fair sampler passes 1.95 with probability 0.001, so the seed is fixed.
test('is uniform', () => {
  const { t } = uniform
    .make()
    .draw({ rows, domain: { from: 0, to: 1 }, clock: identityClock, random: random() });
  expect(kolmogorovSmirnov(t)).toBeLessThan(1.95);
});

test('is uniform on the clock', () => {
  const clock = logarithmicClock();
  const { t } = uniform.make().draw({ rows, domain: { from: 0, to: 1 }, clock, random: random() });
  expect(kolmogorovSmirnov(t.map(clock.reading))).toBeLessThan(1.95);
  expect(kolmogorovSmirnov(t)).toBeGreaterThan(1.95);
});

test('states its interval', () => {
  expect(uniform.make().interval).toBeUndefined();
  expect(uniform.make({ from: 0.2, to: 0.7 }).interval).toEqual({ from: 0.2, to: 0.7 });
  expect(uniform.make({ from: 0.2 }).interval).toEqual({ from: 0.2, to: 1 });
  expect(uniform.make({ to: 0.7 }).interval).toEqual({ from: 0, to: 0.7 });
});

test.each([
  { options: { from: 1 }, message: 'from 1 and to 1 do not make an interval.' },
  { options: { from: 0.5, to: 0.2 }, message: 'from 0.5 and to 0.2 do not make an interval.' },
])('refuses $options', ({ options, message }) => {
  expect(() => uniform.make(options)).toThrow(InputError);
  expect(() => uniform.make(options)).toThrow(message);
});

test('refuses a path that is not defined on its interval', () => {
  const sampler = uniform.make({ from: 0, to: 1 });
  const draw = () =>
    sampler.draw({ rows, domain: { from: 0, to: 0.99 }, clock: identityClock, random: random() });
  expect(draw).toThrow('uniform: The interval [0, 1] leaves the times that the path allows.');
});
