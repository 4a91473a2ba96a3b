import { mixtureDistribution, randomStream } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { fourModes, paths, ring, slope, tilted, tiltedPoints } from '../testing/problems.ts';
import { exactFields, type FieldsAtTime } from './exact-fields.ts';
import { goldenPoints } from './four-modes.golden.ts';

/** The largest difference, relative to the largest of the expected numbers or 1. */
function farthest(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  const size = Math.max(1, ...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (value, index) => Math.abs(value - Number(found[index])))) / size;
}

test.each(goldenPoints)('golden values of four modes on $path at t = $t', ({ path, t, ...golden }) => {
  const fields = exactFields({ ...fourModes, interpolant: paths[path] }).at(t);
  const x = Float64Array.from(golden.x);
  expect(farthest(fields.logDensity(x), [golden.logDensity])).toBeLessThan(1e-9);
  expect(farthest(fields.score(x), golden.score)).toBeLessThan(1e-9);
  expect(farthest(fields.covariance(x), golden.covariance)).toBeLessThan(1e-9);
  golden.conditional.forEach((values, index) =>
    expect(farthest(fields.conditional(x, index + 1), values)).toBeLessThan(1e-9),
  );
  golden.material.forEach((values, index) =>
    expect(farthest(fields.material(x, index + 2), values)).toBeLessThan(1e-9),
  );
});

const dimension = 3;
const rows = tiltedPoints.length / dimension;
const moved = (axis: number, step: number) =>
  tiltedPoints.map((value, index) => (index % dimension === axis ? value + step : value));
const entry = (matrices: Float64Array, row: number, a: number, b: number) =>
  Number(matrices[row * dimension * dimension + a * dimension + b]);

describe.each(['ot', 'cubic', 'vp'] as const)('tilted mixtures in three dimensions on %s', (name) => {
  const fields = exactFields({ ...tilted, interpolant: paths[name] });
  const t = 0.55;
  const here = fields.at(t);
  const inTime = (of: (at: FieldsAtTime) => Float64Array) => slope((step) => of(fields.at(t + step)), 1e-3);
  const inSpace = (of: (x: Float64Array) => Float64Array) =>
    [0, 1, 2].map((axis) => slope((step) => of(moved(axis, step)), 1e-3));

  test('the score is the gradient of the log density', () => {
    const score = here.score(tiltedPoints);
    inSpace(here.logDensity).forEach((derivative, axis) =>
      derivative.forEach((value, row) => expect(score[row * dimension + axis]).toBeCloseTo(value, 8)),
    );
  });

  test('the gradient of the velocity, and its trace', () => {
    const gradient = here.gradient(tiltedPoints);
    const divergence = here.divergence(tiltedPoints);
    const derivatives = inSpace(here.velocity);
    for (let row = 0; row < rows; row++) {
      for (let a = 0; a < dimension; a++) {
        for (let b = 0; b < dimension; b++) {
          expect(entry(gradient, row, a, b)).toBeCloseTo(Number(derivatives[b]?.[row * dimension + a]), 7);
        }
      }
      const trace = [0, 1, 2].reduce((sum, axis) => sum + entry(gradient, row, axis, axis), 0);
      expect(divergence[row]).toBeCloseTo(trace, 10);
    }
  });

  test('mass is kept: d/dt log p + u . grad log p + div u = 0', () => {
    const change = inTime((at) => at.logDensity(tiltedPoints));
    const [score, velocity] = [here.score(tiltedPoints), here.velocity(tiltedPoints)];
    const divergence = here.divergence(tiltedPoints);
    change.forEach((value, row) => {
      const along = [0, 1, 2].reduce((sum, axis) => {
        const at = row * dimension + axis;
        return sum + Number(velocity[at]) * Number(score[at]);
      }, 0);
      expect(value + along + Number(divergence[row])).toBeCloseTo(0, 7);
    });
  });

  test('momentum: p Du/Dt = p E[x" | x] - div(p Cov(v | x))', () => {
    const material = here.material(tiltedPoints, 2);
    const conditional = here.conditional(tiltedPoints, 2);
    const log = here.logDensity(tiltedPoints);
    // p relative to its value at the point, so that differences are of numbers near 1.
    const flux = (x: Float64Array) => {
      const ratio = here.logDensity(x).map((value, row) => Math.exp(value - Number(log[row])));
      return here.covariance(x).map((value, index) => value * Number(ratio[Math.floor(index / 9)]));
    };
    const derivatives = inSpace(flux);
    for (let row = 0; row < rows; row++) {
      for (let a = 0; a < dimension; a++) {
        const spread = derivatives.reduce((sum, values, axis) => sum + entry(values, row, a, axis), 0);
        const at = row * dimension + a;
        expect(material[at]).toBeCloseTo(Number(conditional[at]) - spread, 6);
      }
    }
  });

  test.each([2, 3, 4, 5])(
    'material order %i is the rate of change of the one below along the flow',
    (order) => {
      const velocity = here.velocity(tiltedPoints);
      const of = (at: FieldsAtTime) => (x: Float64Array) => at.material(x, order - 1);
      const change = inTime((at) => of(at)(tiltedPoints));
      const derivatives = inSpace(of(here));
      const found = here.material(tiltedPoints, order);
      const size = Math.max(...found.map(Math.abs));
      found.forEach((value, index) => {
        const row = Math.floor(index / dimension);
        const carried = derivatives.reduce(
          (sum, derivative, axis) =>
            sum + Number(velocity[row * dimension + axis]) * Number(derivative[index]),
          0,
        );
        expect(Math.abs(value - Number(change[index]) - carried)).toBeLessThan(1e-7 * size);
      });
    },
  );
});

test('conditional means agree with a regression over drawn pairs', () => {
  // 200000 pairs; those in a ball of radius 0.3 around the point, and a plane through their derivatives: the curvature of
  // the mean across the ball adds less than 0.02. Five deviations: a false alarm has a probability of 4e-6 in all.
  const random = randomStream({ seed: 5, purpose: 'exact-fields.test' });
  const [source, target] = [ring(2, 1, 0.3), ring(3, 2, 0)];
  const count = 200_000;
  const x0 = mixtureDistribution(source).sample(count, random).values;
  const x1 = mixtureDistribution(target).sample(count, random).values;
  const t = 0.4;
  const point = [0.5, 0.4] as const;
  const { alpha, beta } = derivatives(t);
  const near: { readonly offset: readonly number[]; readonly values: readonly number[] }[] = [];
  for (let at = 0; at < 2 * count; at += 2) {
    const pair = (k: number, axis: number) =>
      Number(alpha[k]) * Number(x1[at + axis]) + Number(beta[k]) * Number(x0[at + axis]);
    const offset = [pair(0, 0) - point[0], pair(0, 1) - point[1]];
    if (Math.hypot(...offset) < 0.3)
      near.push({ offset, values: [pair(1, 0), pair(1, 1), pair(2, 0), pair(2, 1)] });
  }
  const fields = exactFields({ source, target, interpolant: paths.cubic }).at(t);
  const exact = [1, 2].flatMap((order) => [...fields.conditional(Float64Array.from(point), order)]);
  exact.forEach((value, which) => {
    const samples = near.map(({ values }) => Number(values[which]));
    const mean = samples.reduce((sum, sample) => sum + sample, 0) / near.length;
    const variance = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / near.length;
    const tilt = tiltAt(near, samples, mean);
    expect(Math.abs(mean - tilt - value)).toBeLessThan(
      5 * Math.sqrt(variance / near.length) + 0.02 * Math.max(1, Math.abs(value)),
    );
  });
  expect(near.length).toBeGreaterThan(2000);
});

/** How much of a mean comes from the points not being centered: the slope of a regression, times their mean offset. */
function tiltAt(
  near: readonly { readonly offset: readonly number[] }[],
  samples: readonly number[],
  mean: number,
): number {
  return [0, 1].reduce((sum, axis) => {
    const offsets = near.map(({ offset }) => Number(offset[axis]));
    const center = offsets.reduce((total, offset) => total + offset, 0) / near.length;
    let [together, own] = [0, 0];
    offsets.forEach((offset, index) => {
      together += (offset - center) * (Number(samples[index]) - mean);
      own += (offset - center) ** 2;
    });
    return sum + (together / own) * center;
  }, 0);
}

/** Weights of the cubic path and their first two derivatives, by hand. */
function derivatives(t: number) {
  const alpha = [3 * t ** 2 - 2 * t ** 3, 6 * t - 6 * t ** 2, 6 - 12 * t];
  return { alpha, beta: alpha.map((value, k) => (k === 0 ? 1 : 0) - value) };
}

describe('fields', () => {
  test('responsibilities belong to pairs, by target and then source', () => {
    const fields = exactFields({ ...fourModes, interpolant: paths.ot }).at(0.25);
    const [one, zero] = [fourModes.target.components[2]?.mean, fourModes.source.components[1]?.mean];
    const x = Float64Array.from([0, 1], (axis) => 0.25 * Number(one?.[axis]) + 0.75 * Number(zero?.[axis]));
    const shares = fields.responsibilities(x);
    expect(shares.length).toBe(16);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
    expect(shares[2 * 4 + 1]).toBeGreaterThan(0.9);
  });

  test('of many components count only what a point sees, and lose nothing', () => {
    // A thousand components on a line: the field near one must not depend on those far away.
    const line = (from: number, to: number) => ({
      dimension: 1,
      components: Array.from({ length: to - from }, (_, k) => ({
        weight: 1 / (to - from),
        mean: [from + k],
        covariance: [0.3],
      })),
    });
    const source = { dimension: 1, components: [{ weight: 1, mean: [0], covariance: [0.3] }] };
    const at = (target: typeof source) => exactFields({ source, target, interpolant: paths.ot }).at(0.6);
    const x = Float64Array.of(300.21);
    const [all, some] = [at(line(0, 1000)), at(line(450, 550))];
    for (const order of [1, 2, 3, 4]) {
      expect(farthest(all.material(x, order), some.material(x, order))).toBeLessThan(1e-11);
    }
  });

  test('stay finite far from all mass', () => {
    const fields = exactFields({ ...fourModes, interpolant: paths.ot }).at(0.5);
    const x = Float64Array.of(4000, -3000);
    for (const values of [
      fields.logDensity(x),
      fields.velocity(x),
      fields.material(x, 4),
      fields.gradient(x),
    ]) {
      expect([...values].every(Number.isFinite)).toBe(true);
    }
  });

  test('refuse times where the path lacks the derivative', () => {
    const interpolant = { ...paths.vp, domain: (order: number) => ({ from: 0, to: 1 - order / 100 }) };
    const fields = exactFields({ ...fourModes, interpolant }).at(0.99);
    expect([...fields.velocity(Float64Array.of(1, 1))].every(Number.isFinite)).toBe(true);
    expect(() => fields.material(Float64Array.of(1, 1), 2)).toThrow(
      'The path has no derivative of order 2 at t = 0.99.\n  Expected: t from 0 to 0.98, its domain of that order',
    );
  });

  test('refuse mixtures of different dimensions', () => {
    expect(() =>
      exactFields({ source: fourModes.source, target: tilted.target, interpolant: paths.ot }),
    ).toThrow('The source has 2 dimensions and the target 3.');
  });
});
