import { describe, expect, test } from 'vitest';
import type { GaussianMixture } from './gaussian-mixture.ts';
import {
  choleskyFactor,
  covarianceRoot,
  equalMixture,
  isotropic,
  mixtureDistribution,
  writePoint,
} from './mixture.ts';
import { randomStream } from './random/stream.ts';

const count = 20000;
const random = () => randomStream({ seed: 4, purpose: 'test/mixture' });

const uneven: GaussianMixture = {
  dimension: 2,
  components: [
    { weight: 0.2, mean: [10, 0], covariance: [2, 0.9, 0.9, 1] },
    { weight: 0.5, mean: [-10, 5], covariance: [0.5, 0, 0, 0.1] },
    { weight: 0.3, mean: [0, -20], covariance: [1, -0.7, -0.7, 1] },
  ],
};

describe('a sample of a mixture', () => {
  const drawn = mixtureDistribution(uneven).sample(count, random());

  test('has its form', () => {
    expect({ count: drawn.count, dimension: drawn.dimension, values: drawn.values.length }).toEqual({
      count,
      dimension: 2,
      values: 2 * count,
    });
    expect(mixtureDistribution(uneven).mixture).toBe(uneven);
  });

  test.each([0, 1, 2])('has the weight, mean and covariance of component %i', (which) => {
    const component = uneven.components[which];
    const rows = Array.from({ length: count }, (_, row) => row).filter(
      (row) => drawn.components?.[row] === which,
    );
    const weight = Number(component?.weight);
    // Each statistic below strays by more than 4 deviations with probability 6e-5.
    expect(Math.abs(rows.length / count - weight)).toBeLessThan(
      4 * Math.sqrt((weight * (1 - weight)) / count),
    );
    const coordinate = (row: number, axis: number) =>
      Number(drawn.values[2 * row + axis]) - Number(component?.mean[axis]);
    const average = (f: (row: number) => number) => rows.reduce((sum, row) => sum + f(row), 0) / rows.length;
    const covariance = (i: number, j: number) => Number(component?.covariance[2 * i + j]);
    for (const i of [0, 1]) {
      expect(Math.abs(average((row) => coordinate(row, i)))).toBeLessThan(
        4 * Math.sqrt(covariance(i, i) / rows.length),
      );
      for (const j of [0, 1]) {
        const found = average((row) => coordinate(row, i) * coordinate(row, j));
        const variance = covariance(i, i) * covariance(j, j) + covariance(i, j) ** 2;
        expect(Math.abs(found - covariance(i, j))).toBeLessThan(4 * Math.sqrt(variance / rows.length));
      }
    }
  });

  test('is the same for the same stream', () => {
    expect(mixtureDistribution(uneven).sample(count, random())).toEqual(drawn);
  });
});

describe('choleskyFactor', () => {
  test('is lower triangular and gives back the covariance', () => {
    const covariance = [4, 2, 0.6, 2, 5, 1, 0.6, 1, 3];
    const lower = choleskyFactor(covariance, 3);
    const entry = (i: number, j: number) => Number(lower[3 * i + j]);
    expect([entry(0, 1), entry(0, 2), entry(1, 2)]).toEqual([0, 0, 0]);
    for (const i of [0, 1, 2]) {
      for (const j of [0, 1, 2]) {
        const product = [0, 1, 2].reduce((sum, k) => sum + entry(i, k) * entry(j, k), 0);
        expect(product).toBeCloseTo(Number(covariance[3 * i + j]), 14);
      }
    }
  });

  test.each([
    { name: 'indefinite', covariance: [1, 2, 2, 1] },
    { name: 'singular', covariance: [1, 1, 1, 1] },
    { name: 'not a number', covariance: [Number.NaN, 0, 0, 1] },
  ])('refuses a covariance that is $name', ({ covariance }) => {
    expect(() => choleskyFactor(covariance, 2)).toThrow(
      `A covariance is not positive definite: [${covariance.join(', ')}].`,
    );
  });
});

test('equalMixture shares the mass and the variance', () => {
  const mixture = equalMixture(
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    0.3,
  );
  expect(mixture.dimension).toBe(3);
  expect(mixture.components.map(({ weight }) => weight)).toEqual([0.5, 0.5]);
  expect(mixture.components[1]).toMatchObject({
    mean: [4, 5, 6],
    covariance: [0.3, 0, 0, 0, 0.3, 0, 0, 0, 0.3],
  });
  expect(() => equalMixture([], 0.3)).toThrow('A mixture needs at least one component.');
});

test('isotropic is a multiple of the identity', () => {
  expect(isotropic(2, 0.3)).toEqual([0.3, 0, 0, 0.3]);
  expect(isotropic(1, 2)).toEqual([2]);
});

describe('covarianceRoot', () => {
  test('of a diagonal covariance makes the points of its Cholesky factor, to the bit', () => {
    const stream = random();
    for (const dimension of [1, 2, 23]) {
      const variances = Array.from({ length: dimension }, () => 0.01 + stream.uniform());
      const covariance = isotropic(dimension, 1).map((value, index) =>
        value === 0 ? 0 : Number(variances[index % dimension]),
      );
      const [root, factor] = [covarianceRoot(covariance, dimension), choleskyFactor(covariance, dimension)];
      expect(root).toHaveLength(dimension);
      const component = { weight: 1, mean: variances.map(() => stream.normal()), covariance };
      const noise = Float64Array.from(variances, () => stream.normal());
      const [fast, slow] = [new Float64Array(dimension), new Float64Array(dimension)];
      writePoint(fast, 0, component, root, noise);
      writePoint(slow, 0, component, factor, noise);
      expect(fast).toEqual(slow);
    }
  });

  test('of any other is its Cholesky factor', () => {
    expect(covarianceRoot([2, 0.9, 0.9, 1], 2)).toEqual(choleskyFactor([2, 0.9, 0.9, 1], 2));
  });

  test('refuses a variance of 0 or below', () => {
    for (const variance of [0, -1, Number.NaN])
      expect(() => covarianceRoot([1, 0, 0, variance], 2)).toThrow(
        `A covariance is not positive definite: it has the variance ${variance}.`,
      );
  });

  test('extend "Dimension 784": white noise is drawn directly', () => {
    const zeros = new Array<number>(784).fill(0);
    const drawn = mixtureDistribution(equalMixture([zeros], 2)).sample(3, random());
    const stream = random();
    const expected = Array.from({ length: 3 }, () => {
      // Each point chooses its component, then its noise.
      stream.uniform();
      return zeros.map(() => Math.SQRT2 * stream.normal());
    });
    expect(Array.from(drawn.values)).toEqual(expected.flat());
  });
});
