import type { GaussianMixture } from '@highorder/core';
import { expect, test } from 'vitest';
import { openPath } from '../problems.ts';
import { circleFields, circleMoments, drawPairs } from './circle-moments.ts';
import { type Estimate, studyProblem } from './study.ts';
import { averageOver, timeNodes } from './time-average.ts';

/** Short alone, not beside other work. */
const timeout = 30_000;

/** One Gaussian to one: everything has a closed form. Isotropic variances p and q, means 0 and m. */
const [p, q] = [0.7, 2.3];
const m = [1.5, -0.4];
const shift = m.reduce((sum, value) => sum + value ** 2, 0);
const gaussian = (mean: readonly number[], variance: number): GaussianMixture => ({
  dimension: 2,
  components: [{ weight: 1, mean: [...mean], covariance: [variance, 0, 0, variance] }],
});
const source = gaussian([0, 0], p);
const target = gaussian(m, q);

/**
 * On the circle a flow line is y = m sin + sqrt(s) z with s = q sin^2 + p cos^2, and a point's velocity is undetermined by
 * p q / s an axis. y'' + y = (sqrt(s)'' + sqrt(s)) z = p q s^(-3/2) z, since the rest is a rotation.
 */
test('moments on the circle are those of the closed forms', { timeout }, () => {
  const count = 4096;
  const [pairs] = drawPairs(source, target, count, 1);
  if (pairs === undefined) throw new Error('One set was asked for.');
  for (const angle of [0.1, 0.6, 1.1, 1.5]) {
    const found = circleMoments(circleFields(source, target).at(angle), pairs, 2);
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    const s = q * sin ** 2 + p * cos ** 2;
    const rate = 2 * (q - p) * sin * cos;
    const twist = (-3 / 2) * p * q * s ** (-5 / 2) * rate;
    const drift = rate / (2 * Math.sqrt(s));
    expect(found.spread).toBeCloseTo((2 * p * q) / s, 10);
    // Means over quasi-random points: 1 percent is more than is seen, on fixed seeds.
    const near = (value: number, expected: number) =>
      expect(Math.abs(value - expected)).toBeLessThan(0.01 * (1 + Math.abs(expected)));
    near(found.bendBend, (2 * p ** 2 * q ** 2) / s ** 3);
    near(found.twistTwist, 2 * twist ** 2);
    near(found.velocityVelocity, shift * cos ** 2 + 2 * drift ** 2);
    near(found.velocityBend, 2 * drift * p * q * s ** (-3 / 2));
    near(found.placeTwist, 2 * Math.sqrt(s) * twist);
  }
});

/** On the straight path s = q t^2 + p (1-t)^2: x' is undetermined by p q / s an axis, and Du/Dt = sqrt(s)'' z = p q s^(-3/2) z. */
test('averages on the straight path are integrals of closed forms', { timeout }, async () => {
  const study = studyProblem(source, target, { points: 16, replicates: 8, step: 0.25 });
  const { estimate } = study.averages(await openPath('ot'), 2);
  const names = ['noise', 'material'] as const;
  const exact = averageOver(timeNodes({ from: 0, to: 1 }), names, (t) => {
    const s = q * t ** 2 + p * (1 - t) ** 2;
    return { noise: (2 * p * q) / s, material: (2 * p ** 2 * q ** 2) / s ** 3 };
  });
  // E|x1 - x0|^2
  const gap = shift + 2 * p + 2 * q;
  expect(estimate((mean) => mean('gap12')).value).toBeCloseTo(gap, 10);
  // Within five of its own standard errors (fixed seeds; one false alarm in 600 with eight sets), and those are small.
  const within = (found: Estimate, expected: number, most: number) => {
    expect(Math.abs(found.value - expected)).toBeLessThan(5 * found.error);
    expect(found.error / expected).toBeLessThan(most);
  };
  const noise = estimate((mean) => mean('noise1'));
  within(noise, exact('noise'), 0.03);
  within(
    estimate((mean) => mean('material2')),
    exact('material'),
    0.15,
  );
  expect(estimate((mean) => mean('noise2')).value).toBeLessThan(1e-20);
  expect(estimate((mean) => mean('means12')).value).toBeCloseTo(gap - noise.value, 8);
});

/** On the trigonometric path x'' = -(pi/2)^2 x for every pair, so the gap is known, and E[x'' | x] is as noiseless as x. */
test('the trigonometric path turns with a constant rate', { timeout }, async () => {
  const study = studyProblem(source, target, { points: 16, replicates: 2, step: 0.5 });
  const { estimate } = study.averages(await openPath('trigonometric'), 2);
  const c = (Math.PI / 2) ** 2;
  const total = (shift + 2 * p + 2 * q) / 2;
  expect(estimate((mean) => mean('size1')).value).toBeCloseTo(c * total, 8);
  expect(estimate((mean) => mean('size2')).value).toBeCloseTo(c * c * total, 8);
  // The cross term: E[x' . x''] = -c/2 d/dt E|x|^2, whose average is -c/2 (E|x1|^2 - E|x0|^2).
  const cross = (-c / 2) * (shift + 2 * q - 2 * p);
  expect(estimate((mean) => mean('gap12')).value).toBeCloseTo(c * total + c * c * total - 2 * cross, 8);
  expect(estimate((mean) => mean('noise2')).value).toBeLessThan(1e-20);
});
