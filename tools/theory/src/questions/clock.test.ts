import { expect, test } from 'vitest';
import { openPath } from '../problems.ts';
import { pairSizes } from './clock.ts';

/**
 * The integral of beta^(k)^2 alone, from 60-digit arithmetic: with E|x0|^2 = 1 and no data, the averages are those over
 * [0, 1 - eps], divided by its length.
 */
test.each([
  { epsilon: 0.1, velocity: 1.27, acceleration: 16.9, jerk: 201 },
  { epsilon: 1e-2, velocity: 2.12, acceleration: 20.3, jerk: 7.3e4 },
  { epsilon: 1e-3, velocity: 2.25, acceleration: 1.98e3, jerk: 3.0e9 },
  { epsilon: 1e-6, velocity: 2.43, acceleration: 3.1e9, jerk: 3.5e21 },
])('the source weight of the variance-preserving path up to 1 - $epsilon', async (expected) => {
  const path = await openPath('vp-ode', ['interpolant.velocityMargin=1e-9', 'interpolant.margin=1e-9']);
  const domain = { from: 0, to: 1 - expected.epsilon };
  const mean = pairSizes(path, { source: 1, target: 0, cross: 0 }, domain);
  for (const name of ['velocity', 'acceleration', 'jerk'] as const) {
    const found = mean(name) * domain.to;
    expect(Math.abs(found / expected[name] - 1), name).toBeLessThan(0.02);
  }
});
