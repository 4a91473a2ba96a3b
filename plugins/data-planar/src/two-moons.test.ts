import { randomStream } from '@highorder/core';
import { distributionContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import twoMoons from './two-moons.ts';

/** The moments of two half circles with that noise, by hand, times scale^2. */
function moments(noise: number, scale: number) {
  const between = scale ** 2 * (1 / 8 - 1 / Math.PI);
  const across = scale ** 2 * (3 / 4 + noise ** 2);
  const up = scale ** 2 * (9 / 16 - 1 / Math.PI + noise ** 2);
  return { mean: [0, 0], covariance: [across, between, between, up] };
}

distributionContract(twoMoons, { moments: moments(0.1, 2) });
distributionContract(twoMoons, { options: { noise: 0.4, scale: 1 }, moments: moments(0.4, 1) });

test('without noise, points lie on one of two circles, each half filled', () => {
  const { values } = twoMoons
    .make({ noise: 0, scale: 1 })
    .sample(400, randomStream({ seed: 5, purpose: 'moons' }));
  let upper = 0;
  for (let at = 0; at < values.length; at += 2) {
    const x = Number(values[at]);
    const y = Number(values[at + 1]);
    const onUpper = Math.abs(Math.hypot(x + 0.5, y + 0.25) - 1) < 1e-9 && y > -0.25 - 1e-9;
    const onLower = Math.abs(Math.hypot(x - 0.5, y - 0.25) - 1) < 1e-9 && y < 0.25 + 1e-9;
    expect(onUpper || onLower).toBe(true);
    if (onUpper) upper++;
  }
  // Five deviations of a fair coin thrown 400 times: a false-alarm rate of 6e-7.
  expect(Math.abs(upper - 200)).toBeLessThan(50);
});
