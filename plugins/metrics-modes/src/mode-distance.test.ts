import { equalMixture, mixtureDistribution, points, randomStream } from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import modeDistance from './mode-distance.ts';

metricContract(modeDistance, { distance: false });

const centers = [
  [9, 9],
  [-9, 9],
  [-9, -9],
  [9, -9],
];
const target = mixtureDistribution(equalMixture(centers, 0.3));
// A source elsewhere: distances are those from centers of the target.
const source = mixtureDistribution(equalMixture([[50, 50]], 0.3));
const problem = { source, target };
const stream = (index: number) => randomStream({ seed: 23, purpose: 'mode-distance.test', index });
const reference = target.sample(2000, stream(0));
const value = (generated: typeof reference) =>
  Number(modeDistance.make().measure({ generated, reference, problem })['mode-distance']);

describe('the mode distance', () => {
  test('of perfect samples is sqrt(0.3 pi / 2) = 0.6865', () => {
    // The distance is Rayleigh distributed with deviation sqrt(0.3 (2 - pi / 2)); five of it: false alarms at 6e-7.
    const allowed = (5 * Math.sqrt(0.3 * (2 - Math.PI / 2))) / Math.sqrt(2000);
    expect(Math.abs(value(target.sample(2000, stream(1))) - 0.6865)).toBeLessThan(allowed);
  });

  test('is the mean distance to the nearest center', () => {
    expect(value(points(2, Float64Array.of(9, 10, -9, 12, 9, -7)))).toBe(2);
  });

  test('rewards a collapse onto the centers, and onto one of them', () => {
    const shrunk = target.sample(500, stream(2));
    const values = shrunk.values.map((each, index) => {
      const center = Number(centers[Number(shrunk.components?.[Math.floor(index / 2)])]?.[index % 2]);
      return center + 0.1 * (each - center);
    });
    expect(value(points(2, values))).toBeLessThan(0.1);
    expect(value(points(2, new Float64Array(100).fill(9)))).toBe(0);
  });

  test('does not apply where the target is no mixture', () => {
    const { dimension, sample } = target;
    const refusal = modeDistance.make().unsuitable?.({ source: target, target: { dimension, sample } });
    expect(refusal).toBe('The target is not a mixture of Gaussians.');
  });
});
