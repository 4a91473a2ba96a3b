import {
  type Distribution,
  equalMixture,
  type Interpolant,
  mixtureDistribution,
  points,
  type Problem,
  randomStream,
} from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import endpointError from './endpoint-error.ts';

const straight: Interpolant = {
  domain: () => ({ from: 0, to: 1 }),
  weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
};
const gaussian = (x: number, y: number, variance: number) =>
  mixtureDistribution(equalMixture([[x, y]], variance));
/** One Gaussian to another: the exact flow is the affine map x -> m1 + 3 (x - m0). */
const affine: Problem = {
  source: gaussian(1, -2, 0.25),
  target: gaussian(-3, 5, 2.25),
  interpolant: straight,
};

metricContract(endpointError, {
  distance: false,
  paired: true,
  still: ['endpoint-error/euler'],
  problem: affine,
});

const source = affine.source.sample(101, randomStream({ seed: 3, purpose: 'endpoint-error.test' }));
const exact = points(
  2,
  source.values.map((value, index) => (index % 2 === 0 ? -3 + 3 * (value - 1) : 5 + 3 * (value + 2))),
);
const measure = (generated: typeof exact, steps = 4) =>
  endpointError.make().measure({
    generated,
    reference: exact,
    problem: affine,
    source,
    times: Float64Array.from({ length: steps + 1 }, (_, step) => step / steps),
  });

describe('the error of the end', () => {
  test('is nothing for the exact flow', () => {
    const found = measure(exact);
    expect(found['endpoint-error/median']).toBeLessThan(1e-5);
    expect(found['endpoint-error/q90']).toBeLessThan(1e-5);
  });

  test('is the length of a common shift, in median, quantile and mean', () => {
    const moved = points(
      2,
      exact.values.map((value, index) => value + (index % 2 === 0 ? 3 : 4)),
    );
    const found = measure(moved);
    for (const name of ['median', 'q90', 'mean']) expect(found[`endpoint-error/${name}`]).toBeCloseTo(5, 5);
  });

  test('tells the median from the few that are far', () => {
    const moved = points(
      2,
      exact.values.map((value, index) => value + (index < 30 ? 300 : 0)),
    );
    const found = measure(moved);
    expect(found['endpoint-error/median']).toBeLessThan(1e-5);
    expect(found['endpoint-error/q90']).toBeCloseTo(300 * Math.SQRT2, 4);
    expect(found['endpoint-error/mean']).toBeCloseTo((15 * 300 * Math.SQRT2) / 101, 4);
  });

  test('counts what is not finite as far away', () => {
    const lost = points(
      2,
      exact.values.map((value, index) => (index < 2 ? Number.NaN : value)),
    );
    expect(measure(lost)).toMatchObject({ 'endpoint-error/mean': Infinity });
    expect(measure(lost)['endpoint-error/median']).toBeLessThan(1e-5);
  });

  test('looks at the first points only', () => {
    const moved = points(
      2,
      exact.values.map((value, index) => value + (index < 20 ? 0 : 7)),
    );
    const few = endpointError.make({ points: 10 });
    const times = Float64Array.of(0, 1);
    const found = few.measure({ generated: moved, reference: exact, problem: affine, source, times });
    expect(found['endpoint-error/mean']).toBeLessThan(1e-5);
    expect(few.points).toBe(10);
  });
});

describe('beside it, Euler on the exact velocity', () => {
  test('goes to the mean of the target in one step from independent Gaussians', () => {
    // u(x, 0) = E[x1] - x on the straight path, so that one step ends at the mean of the target.
    const distances = Array.from({ length: 101 }, (_, row) =>
      Math.hypot(Number(exact.values[2 * row]) + 3, Number(exact.values[2 * row + 1]) - 5),
    ).toSorted((a, b) => a - b);
    expect(measure(exact, 1)['endpoint-error/euler']).toBeCloseTo(Number(distances[50]), 4);
  });

  test('errs half as much with twice the steps', () => {
    const at = (steps: number) => Number(measure(exact, steps)['endpoint-error/euler']);
    expect(at(64) / at(128)).toBeCloseTo(2, 1);
  });
});

test('a path whose velocity ends early is followed to its end', () => {
  const early: Interpolant = { ...straight, domain: (order) => ({ from: 0, to: order === 0 ? 1 : 0.6 }) };
  const found = endpointError.make().measure({
    generated: exact,
    reference: exact,
    problem: { ...affine, interpolant: early },
    source,
    times: Float64Array.of(0, 0.5, 0.8, 1),
  });
  expect(found['endpoint-error/median']).toBeLessThan(1e-5);
  expect(Number.isFinite(found['endpoint-error/euler'])).toBe(true);
});

describe('it does not apply', () => {
  const unit: Distribution = { dimension: 2, sample: (count) => points(2, new Float64Array(2 * count)) };
  test.each([
    [{ ...affine, source: unit }, 'The source is not a mixture of Gaussians.'],
    [{ ...affine, target: unit }, 'The target is not a mixture of Gaussians.'],
    [{ ...affine, interpolant: undefined }, 'The path is not known.'],
  ])('%#', (problem, reason) => {
    expect(endpointError.make().unsuitable?.(problem)).toBe(reason);
  });
});
