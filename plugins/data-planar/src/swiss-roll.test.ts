import { randomStream } from '@highorder/core';
import { distributionContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import swissRoll from './swiss-roll.ts';

/** Integrals of s cos s and the like over 3 pi / 2 ... 9 pi / 2, by parts. */
function moments(noise: number, scale: number) {
  const mean = [2 * scale, (2 * scale) / (3 * Math.PI)];
  const square = 4.875 * Math.PI ** 2 + noise ** 2;
  const across = scale ** 2 * (square - 1 / 4 - 4);
  const up = scale ** 2 * (square + 1 / 4 - 4 / (9 * Math.PI ** 2));
  const both = scale ** 2 * (1.5 * Math.PI - 4 / (3 * Math.PI));
  return { mean, covariance: [across, both, both, up] };
}

distributionContract(swissRoll, { moments: moments(1, 0.2) });
distributionContract(swissRoll, { options: { noise: 0, scale: 1 }, moments: moments(0, 1) });

test('without noise the radius tells the angle', () => {
  const roll = swissRoll.make({ noise: 0, scale: 2 });
  const { values } = roll.sample(50, randomStream({ seed: 5, purpose: 'roll' }));
  for (let row = 0; row < 50; row++) {
    const x = Number(values[2 * row]);
    const y = Number(values[2 * row + 1]);
    const turn = Math.hypot(x, y) / 2;
    expect(turn).toBeGreaterThanOrEqual(1.5 * Math.PI);
    expect(turn).toBeLessThanOrEqual(4.5 * Math.PI);
    expect(x / (2 * turn)).toBeCloseTo(Math.cos(turn), 9);
    expect(y / (2 * turn)).toBeCloseTo(Math.sin(turn), 9);
  }
});
