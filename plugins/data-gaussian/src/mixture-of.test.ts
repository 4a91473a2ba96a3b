import { type Distribution, points, randomStream } from '@highorder/core';
import { distributionContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import gaussian from './gaussian.ts';
import gaussianRing from './gaussian-ring.ts';
import mixtureOf from './mixture-of.ts';

/** Uniform on a square, which is no mixture of Gaussians: mean 5, variance 1/12 a coordinate. */
const square: Distribution = {
  dimension: 2,
  sample: (count, random) =>
    points(
      2,
      Float64Array.from({ length: 2 * count }, () => 4.5 + random.uniform()),
    ),
};

const dotAndRing = () =>
  mixtureOf.create(
    {
      of: [
        { data: gaussian.make({ variance: 0.3 }), weight: 3 },
        { data: gaussianRing.make({ modes: 6, radius: 20 }), weight: 1 },
      ],
    },
    {},
  );

const dotAndSquare = () =>
  mixtureOf.create(
    {
      of: [
        { data: gaussian.make(), weight: 2 },
        { data: square, weight: 2 },
      ],
    },
    {},
  );

// Mean 0; covariance 3/4 0.3 + 1/4 (20^2 / 2 + 0.3).
distributionContract(
  { name: 'mixture-of a dot and a ring', make: dotAndRing },
  { moments: { mean: [0, 0], covariance: [50.3, 0, 0, 50.3] } },
);
// Mean 5/2; variance (1 + 1/12) / 2 + (5/2)^2, covariance (5/2)^2.
distributionContract(
  { name: 'mixture-of a dot and a square', make: dotAndSquare },
  { moments: { mean: [2.5, 2.5], covariance: [13 / 24 + 6.25, 6.25, 6.25, 13 / 24 + 6.25] } },
);

test('a level above the rounded sum of the weights is in the last part', () => {
  const dot = (place: number): Distribution => ({
    dimension: 1,
    sample: (count) => points(1, new Float64Array(count).fill(place)),
  });
  const of = Array.from({ length: 10 }, (_, place) => ({ data: dot(place), weight: 1 }));
  // Ten tenths sum to 1 - 2^-53 in float64, and this is the largest number below 1.
  const random = { ...randomStream({ seed: 0, purpose: 'level' }), uniform: () => 1 - 2 ** -53 };
  expect(Array.from(mixtureOf.create({ of }, {}).sample(3, random).values)).toEqual([9, 9, 9]);
});

describe('a mixture of mixtures', () => {
  test('has all components, their weights shared out', () => {
    const weights = dotAndRing().mixture?.components.map(({ weight }) => weight) ?? [];
    expect(weights).toHaveLength(7);
    expect(weights[0]).toBeCloseTo(0.75, 12);
    expect(weights[1]).toBeCloseTo(0.25 / 6, 12);
  });

  test('is none where a part is none', () => {
    expect(dotAndSquare().mixture).toBeUndefined();
  });

  test('refuses parts of different dimensions', () => {
    const of = [
      { data: gaussian.make(), weight: 1 },
      { data: gaussian.make({ mean: [0] }), weight: 1 },
    ];
    expect(() => mixtureOf.create({ of }, {})).toThrow(
      'mixture-of, option of: The parts have dimensions 2 and 1.\n  Expected: one dimension for all',
    );
  });
});
