import { randomStream } from '@highorder/core';
import { distributionContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import pinwheel from './pinwheel.ts';

// Three or more arms make mean 0 and an isotropic covariance of scale^2 (1 + radial^2 + tangential^2) / 2.
distributionContract(pinwheel, { moments: { mean: [0, 0], covariance: [2.2, 0, 0, 2.2] } });
distributionContract(pinwheel, {
  options: { arms: 3, radial: 0.5, tangential: 0.2, bend: 1, scale: 1 },
  moments: { mean: [0, 0], covariance: [0.645, 0, 0, 0.645] },
});

test('without scatter it is one point an arm, a bend times e further round', () => {
  const wheel = pinwheel.make({ arms: 4, radial: 0, tangential: 0, bend: 0.1, scale: 3 });
  const { values } = wheel.sample(60, randomStream({ seed: 5, purpose: 'wheel' }));
  const angles = Array.from({ length: 60 }, (_, row) => {
    const x = Number(values[2 * row]);
    const y = Number(values[2 * row + 1]);
    expect(Math.hypot(x, y)).toBeCloseTo(3, 10);
    return Math.round(((((Math.atan2(y, x) - 0.1 * Math.E) / Math.PI) * 2 + 4) % 4) * 1e6) / 1e6;
  });
  expect([...new Set(angles.map((angle) => angle % 4))].toSorted()).toEqual([0, 1, 2, 3]);
});

test('bends counterclockwise as it goes out', () => {
  const wheel = pinwheel.make({ arms: 1, tangential: 0, bend: 0.5, scale: 1 });
  const { values } = wheel.sample(40, randomStream({ seed: 6, purpose: 'wheel' }));
  const polar = Array.from({ length: 40 }, (_, row) => ({
    radius: Math.hypot(Number(values[2 * row]), Number(values[2 * row + 1])),
    angle: Math.atan2(Number(values[2 * row + 1]), Number(values[2 * row])),
  })).toSorted((a, b) => a.radius - b.radius);
  expect(polar.map(({ angle }) => angle)).toEqual(polar.map(({ angle }) => angle).toSorted((a, b) => a - b));
});
