import {
  equalMixture,
  type FlowPath,
  mixtureDistribution,
  points,
  type Problem,
  randomStream,
} from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import curvature from './curvature.ts';
import { affine, gaussian, straight } from './testing/gaussians.ts';

const bent: Problem = {
  source: gaussian(0, 0, 1),
  target: mixtureDistribution(
    equalMixture(
      [
        [6, 1],
        [-3, 5],
      ],
      0.3,
    ),
  ),
  interpolant: straight,
};

metricContract(curvature, {
  options: { points: 200, steps: 16 },
  distance: false,
  paired: true,
  problem: bent,
});

function measure(times: number, at: (t: number) => readonly number[]) {
  const moments = Array.from({ length: times }, (_, step) =>
    points(2, Float64Array.from(at(step / (times - 1)))),
  );
  const path: FlowPath = {
    times: Float64Array.from({ length: times }, (_, step) => step / (times - 1)),
    moments,
  };
  const reference = points(2, new Float64Array(4));
  return curvature
    .make()
    .measure({ generated: reference, reference, problem: affine, flow: { heads: [], paths: [path] } });
}

describe('the curvature of paths', () => {
  test('is nothing for straight lines, at any speed', () => {
    const found = measure(50, (t) => [3 * t ** 3, -4 * t ** 3, 1, Math.expm1(t)]);
    expect(found['curvature/turning']).toBeLessThan(1e-12);
    expect(found['curvature/excess']).toBeCloseTo(0, 12);
  });

  test('of an arc is its angle, and its length against its chord', () => {
    const arc = (t: number, radius: number) => [radius * Math.cos(2 * t), radius * Math.sin(2 * t)];
    const found = measure(2001, (t) => [...arc(t, 1), ...arc(t, 3)]);
    // Of 2000 steps of 1/1000: an angle between each two.
    expect(found['curvature/turning']).toBeCloseTo(1.999, 9);
    expect(found['curvature/excess']).toBeCloseTo(1 / Math.sin(1) - 1, 6);
  });

  test('is the same at another speed', () => {
    const arc = (t: number) => [Math.cos(2 * t), Math.sin(2 * t)];
    const slow = (t: number) => (t + t * t) / 2;
    const found = measure(4001, (t) => [...arc(slow(t)), ...arc(t)]);
    expect(found['curvature/turning']).toBeCloseTo(2, 2);
    expect(found['curvature/excess']).toBeCloseTo(1 / Math.sin(1) - 1, 6);
  });

  test('turns by pi where a path goes back, and passes over steps that stand', () => {
    const found = measure(5, (t) => [[0, 1, 1, 1, 0.5][4 * t] ?? 0, 0, t, 0]);
    expect(found['curvature/turning']).toBeCloseTo(Math.PI / 2, 12);
    expect(found['curvature/excess']).toBeCloseTo(2.5 / 1.5 - 1, 12);
  });
});

describe('its floor', () => {
  const source = bent.source.sample(30, randomStream({ seed: 8, purpose: 'curvature.test' }));

  test('is that of lines where the exact flow only stretches', () => {
    // Both Gaussians around 0, and the target larger: lines from 0 outwards, in and out again.
    const wide: Problem = { source: gaussian(0, 0, 1), target: gaussian(0, 0, 16), interpolant: straight };
    const found = curvature.make({ steps: 200 }).floor?.({ source, reference: source, problem: wide });
    // s^2 = 16 t^2 + (1 - t)^2 is least at t = 1/17, where it is 16/17.
    const least = Math.sqrt(16 / 17);
    expect(found?.['curvature/excess']).toBeCloseTo((4 - least + (1 - least)) / 3 - 1, 3);
    expect(found?.['curvature/turning']).toBeCloseTo(Math.PI, 5);
  });

  test('grows to a limit as steps get shorter, and is not nothing between modes', () => {
    const at = (steps: number) =>
      Number(
        curvature.make({ steps }).floor?.({ source, reference: source, problem: bent })?.[
          'curvature/turning'
        ],
      );
    const [few, some, many] = [at(16), at(128), at(256)];
    expect(few).toBeGreaterThan(0.1);
    expect(some).toBeGreaterThanOrEqual(few);
    expect(many / some).toBeCloseTo(1, 1);
  });
});
