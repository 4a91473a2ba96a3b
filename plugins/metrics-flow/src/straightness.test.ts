import { type FlowPath, points, type Problem, randomStream } from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import straightness from './straightness.ts';
import { affine, gaussian, straight } from './testing/gaussians.ts';

metricContract(straightness, {
  options: { points: 200, steps: 16 },
  distance: false,
  paired: true,
  problem: affine,
});

const source = affine.source.sample(60, randomStream({ seed: 4, purpose: 'straightness.test' }));

/** Paths of two points in the plane at these times. */
function pathOf(times: readonly number[], at: (t: number) => readonly number[]): FlowPath {
  return {
    times: Float64Array.from(times),
    moments: times.map((t) => points(2, Float64Array.from(at(t)))),
  };
}

function measure(path: FlowPath) {
  const reference = points(2, new Float64Array(4));
  return straightness
    .make()
    .measure({ generated: reference, reference, problem: affine, flow: { heads: [], paths: [path] } });
}

const fine = Array.from({ length: 1001 }, (_, step) => step / 1000);

describe('the straightness of paths', () => {
  test('is nothing for straight lines at constant speed, whatever the times', () => {
    const found = measure(pathOf([0, 0.01, 0.3, 0.8, 1], (t) => [1 + 2 * t, -3 * t, 5, 5 - t]));
    expect(found['straightness/mean']).toBeCloseTo(0, 25);
    expect(found['straightness/relative']).toBeCloseTo(0, 25);
  });

  test('sees a straight line at changing speed: t^2 has the variance 1/3 of its speed 2 t', () => {
    const found = measure(pathOf(fine, (t) => [3 * t * t, 0, 0, 4 * t * t]));
    expect(found['straightness/mean']).toBeCloseTo(((9 + 16) / 2) * (1 / 3), 4);
    expect(found['straightness/relative']).toBeCloseTo(1 / 3, 5);
  });

  test('sees a half circle at constant speed: pi^2 - 4 a radius', () => {
    const turn = (t: number) => [Math.cos(Math.PI * t), Math.sin(Math.PI * t)];
    const found = measure(pathOf(fine, (t) => [...turn(t), ...turn(t).map((value) => 2 * value)]));
    expect(found['straightness/mean']).toBeCloseTo((Math.PI ** 2 - 4) * 2.5, 4);
    expect(found['straightness/relative']).toBeCloseTo((Math.PI ** 2 - 4) / 4, 5);
  });
});

describe('its floor', () => {
  /** One Gaussian to itself: Z_t = x0 s, s^2 = t^2 + (1 - t)^2, and the integral of (2 t - 1)^2 / s^2 is 2 - pi / 2. */
  const unmoved: Problem = { source: gaussian(0, 0, 1), target: gaussian(0, 0, 1), interpolant: straight };

  test('is what the exact flow scores', () => {
    const metric = straightness.make({ points: 60, steps: 400 });
    const found = metric.floor?.({ source, reference: source, problem: unmoved });
    const squares = source.values.reduce((sum, value) => sum + value * value, 0) / source.count;
    expect(Number(found?.['straightness/mean']) / squares).toBeCloseTo(2 - Math.PI / 2, 4);
  });

  test('takes the first points, and steps that are equal on the clock', () => {
    const metric = straightness.make({ points: 7, steps: 3 });
    const [question] = metric.ask?.({ source, reference: source, problem: affine })?.paths ?? [];
    expect(question?.steps).toBe(3);
    expect(question?.from.values).toEqual(source.values.slice(0, 14));
    const clock = {
      reading: Math.sqrt,
      time: (reading: number) => reading ** 2,
      readingOf: () => {
        throw new Error('Host only.');
      },
    };
    // Of x0 s with s at t = 0, 1/9, 4/9, 1: the steps are known.
    const s = [0, 1 / 9, 4 / 9, 1].map((t) => Math.hypot(t, 1 - t));
    const expected = [1 / 9, 3 / 9, 5 / 9].reduce(
      (sum, duration, step) => sum + (Number(s[step + 1]) - Number(s[step])) ** 2 / duration,
      0,
    );
    const squares = source.values.slice(0, 14).reduce((sum, value) => sum + value * value, 0) / 7;
    const found = metric.floor?.({ source, reference: source, problem: unmoved, clock });
    expect(Number(found?.['straightness/mean']) / squares).toBeCloseTo(expected, 5);
  });

  test('needs an exact flow', () => {
    expect(straightness.make().unsuitable?.({ ...affine, interpolant: undefined })).toBe(
      'The path is not known.',
    );
  });
});
