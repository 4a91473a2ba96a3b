import { type Distribution, equalMixture, mixtureDistribution, points, randomStream } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import {
  checkComponents,
  checkMixture,
  checkMoments,
  checkRandomness,
  checkShape,
  checkVariety,
} from './distribution-checks.ts';
import { distributionContract } from './distribution-contract.ts';

const right = mixtureDistribution(
  equalMixture(
    [
      [0, 3],
      [4, -1],
      [-5, 0],
    ],
    0.3,
  ),
);

distributionContract({ name: 'three-gaussians', make: () => right });

const unit: Distribution = {
  dimension: 1,
  sample: (count, random) =>
    points(
      1,
      Float64Array.from({ length: count }, () => random.uniform()),
    ),
};

distributionContract(
  { name: 'unit-interval', make: () => unit },
  { moments: { mean: [0.5], covariance: [1 / 12] } },
);

/** The right distribution with draws that something was done to. */
function spoiled(change: (drawn: ReturnType<Distribution['sample']>) => Partial<typeof drawn>): Distribution {
  return {
    ...right,
    sample(count, random) {
      const drawn = right.sample(count, random);
      return { ...drawn, ...change(drawn) };
    },
  };
}

describe('a wrong distribution', () => {
  test('with too few points', () => {
    const wrong: Distribution = {
      ...right,
      sample: (count, random) => right.sample(Math.max(1, count - 1), random),
    };
    expect(() => checkShape(wrong)).toThrow('sample(2) gave 1 points.');
  });

  test('with another dimension', () => {
    expect(() => checkShape({ ...right, dimension: 3 })).toThrow('sample gave dimension 2, stated is 3.');
  });

  test('with a number that is none', () => {
    expect(() => checkShape(spoiled(({ values }) => ({ values: values.map(() => Number.NaN) })))).toThrow(
      'sample(1) gave NaN at number 0.',
    );
  });

  test('that ignores its stream', () => {
    const fixed = () => randomStream({ seed: 0, purpose: 'fixed' });
    const wrong: Distribution = { ...right, sample: (count) => right.sample(count, fixed()) };
    expect(() => checkRandomness(wrong)).toThrow('Two streams gave the same points: the stream is not used.');
  });

  test('that keeps a stream of its own', () => {
    const own = randomStream({ seed: 0, purpose: 'own' });
    const wrong: Distribution = { ...right, sample: (count) => right.sample(count, own) };
    expect(() => checkRandomness(wrong)).toThrow('Two draws with the same stream differ');
  });

  test('that repeats one point', () => {
    expect(() => checkVariety(spoiled(({ values }) => ({ values: values.map(() => 1) })))).toThrow(
      'All points of a draw are the same.',
    );
  });

  test('that lies beside its mixture', () => {
    expect(() =>
      checkMoments(spoiled(({ values }) => ({ values: values.map((value) => value + 0.3) }))),
    ).toThrow(/The mean of coordinate 0 is \d+\.\d deviations from -0\.333/);
  });

  test('that is too narrow', () => {
    const wrong: Distribution = { ...unit, mixture: equalMixture([[0.5]], 0.2) };
    expect(() => checkMoments(wrong)).toThrow(
      /The covariance of coordinates 0 and 0 is -\d+\.\d deviations from 0\.2/,
    );
  });

  test('without mixture or moments', () => {
    expect(() => checkMoments(unit)).toThrow('give the contract its exact `moments`');
  });

  test('with weights that do not sum to 1', () => {
    const mixture = equalMixture([[0, 0]], 1);
    const components = [...mixture.components, ...mixture.components];
    expect(() => checkMixture({ ...right, mixture: { ...mixture, components } })).toThrow(
      'The weights of the mixture sum to 2, expected 1.',
    );
  });

  test('with labels that are not those of the points', () => {
    const wrong = spoiled(({ components }) => ({ components: components?.map((label) => (label + 1) % 3) }));
    expect(() => checkComponents(wrong)).toThrow('Points do not lie about the component they carry');
  });

  test('with labels of no component', () => {
    const wrong = spoiled(({ components }) => ({ components: components?.map(() => 7) }));
    expect(() => checkComponents(wrong)).toThrow('A point carries component 7; there are 3.');
  });

  test('with components that come up too often', () => {
    const [first, second, third] = right.mixture?.components ?? [];
    if (!first || !second || !third) throw new Error('There are three components.');
    const weights = [
      { ...first, weight: 0.5 },
      { ...second, weight: 0.25 },
      { ...third, weight: 0.25 },
    ];
    const wrong: Distribution = { ...right, mixture: { dimension: 2, components: weights } };
    expect(() => checkComponents(wrong)).toThrow('Components do not come up by their weights');
  });
});
