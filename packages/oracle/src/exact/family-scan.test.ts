import { type GaussianMixture, randomStream, required } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { paths } from '../testing/problems.ts';
import { exactFields } from './exact-fields.ts';

const random = randomStream({ seed: 11, purpose: 'family-scan.test' });
const between = (low: number, high: number) => low + (high - low) * random.uniform();

/** Components of unequal weights, here and there in a square; covariances are taken in turn. */
function scattered(
  count: number,
  half: number,
  covariances: readonly (readonly number[])[],
): GaussianMixture {
  const raw = Array.from({ length: count }, () => between(0.01, 1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const components = raw.map((weight, k) => ({
    weight: weight / total,
    mean: [between(-half, half), between(-half, half)],
    covariance: required(covariances[k % covariances.length], 'There is one.'),
  }));
  return { dimension: 2, components };
}

const round = [0.3, 0, 0, 0.3];
const tilted = [0.5, 0.3, 0.3, 0.4];
const narrow = [2, 0, 0, 0.05];
const problems = [
  {
    name: 'one covariance a side',
    source: scattered(150, 20, [round]),
    target: scattered(320, 60, [tilted]),
  },
  {
    name: 'several covariances',
    source: scattered(90, 10, [round, narrow]),
    target: scattered(130, 30, [tilted, narrow, round]),
  },
  { name: 'a single source', source: scattered(1, 3, [round]), target: scattered(400, 80, [round]) },
  { name: 'a single target', source: scattered(300, 40, [narrow]), target: scattered(1, 3, [tilted]) },
];

type Component = GaussianMixture['components'][number];

/** log of weight times density of a pair at x, and its mean velocity there, on the straight path; by matrices. */
function pairAt(one: Component, zero: Component, t: number, x: Float64Array) {
  const covariance = one.covariance.map(
    (value, k) => t * t * value + (1 - t) ** 2 * Number(zero.covariance[k]),
  );
  const [first, cross, last] = [Number(covariance[0]), Number(covariance[1]), Number(covariance[3])];
  const determinant = first * last - cross * cross;
  const offset = (axis: number) =>
    Number(x[axis]) - t * Number(one.mean[axis]) - (1 - t) * Number(zero.mean[axis]);
  const [y, z] = [offset(0), offset(1)];
  const [p, q] = [(last * y - cross * z) / determinant, (first * z - cross * y) / determinant];
  const weight = (one.weight * zero.weight) / (2 * Math.PI * Math.sqrt(determinant));
  const gain = (at: number) => t * Number(one.covariance[at]) - (1 - t) * Number(zero.covariance[at]);
  const drift = (axis: number) => Number(one.mean[axis]) - Number(zero.mean[axis]);
  return {
    joint: Math.log(weight) - (y * p + z * q) / 2,
    velocity: [drift(0) + gain(0) * p + gain(1) * q, drift(1) + gain(2) * p + gain(3) * q],
  };
}

/** Every pair in turn, by target and then source. */
function naive(source: GaussianMixture, target: GaussianMixture, t: number, x: Float64Array) {
  const pairs = target.components.flatMap((one) => source.components.map((zero) => pairAt(one, zero, t, x)));
  const largest = pairs.reduce((most, { joint }) => Math.max(most, joint), -Infinity);
  const total = pairs.reduce((sum, { joint }) => sum + Math.exp(joint - largest), 0);
  const shares = pairs.map(({ joint }) => Math.exp(joint - largest) / total);
  return {
    logDensity: largest + Math.log(total),
    shares,
    velocity: [0, 1].map((axis) =>
      pairs.reduce((sum, { velocity }, pair) => sum + Number(shares[pair]) * Number(velocity[axis]), 0),
    ),
  };
}

/** Points where the path has mass at t, where it has little, and far from everything. */
function pointsAt(source: GaussianMixture, target: GaussianMixture, t: number): readonly Float64Array[] {
  const near = Array.from({ length: 4 }, (_, k) => {
    const one = required(target.components[random.integer(target.components.length)], 'Drawn from them.');
    const zero = required(source.components[random.integer(source.components.length)], 'Drawn from them.');
    return Float64Array.from([0, 1], (axis) => {
      const mean = t * Number(one.mean[axis]) + (1 - t) * Number(zero.mean[axis]);
      return mean + (k + 0.3) * random.normal();
    });
  });
  return [...near, Float64Array.of(200, -150), Float64Array.of(-3000, 4000)];
}

describe.each(problems)('$name: what trees leave out', ({ source, target }) => {
  test.each([0, 0.02, 0.5, 0.97, 1])('is nothing that a sum over all pairs would feel, at t = %f', (t) => {
    const fields = exactFields({ source, target, interpolant: paths.ot }).at(t);
    for (const x of pointsAt(source, target, t)) {
      const expected = naive(source, target, t, x);
      // Shares are exponentials of log densities, whose digits are fewer where they are large.
      const size = Math.max(1, Math.abs(expected.logDensity));
      const rounding = 1e-12 * Math.max(1, size / 100);
      expect(Math.abs(Number(fields.logDensity(x)[0]) - expected.logDensity) / size).toBeLessThan(1e-13);
      const shares = fields.responsibilities(x);
      expect(shares.length).toBe(expected.shares.length);
      const misplaced = expected.shares.filter((share, pair) => {
        const found = Number(shares[pair]);
        return Math.abs(found - share) > rounding * share && !(found === 0 && share < 4e-44);
      });
      expect(misplaced).toEqual([]);
      const speed = Math.hypot(...expected.velocity);
      fields.velocity(x).forEach((value, axis) => {
        expect(Math.abs(value - Number(expected.velocity[axis]))).toBeLessThan(rounding * Math.max(1, speed));
      });
    }
  });
});
