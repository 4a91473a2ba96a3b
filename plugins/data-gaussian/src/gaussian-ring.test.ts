import { distributionContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import gaussianRing from './gaussian-ring.ts';

distributionContract(gaussianRing);
// The moments of a ring: mean 0, covariance (radius^2 / 2 + variance) I.
distributionContract(gaussianRing, {
  options: { modes: 5, radius: 3, variance: 0.2, rotation: 17 },
  moments: { mean: [0, 0], covariance: [4.7, 0, 0, 4.7] },
});

test('four modes turned by 45 degrees lie on the diagonals', () => {
  const { mixture } = gaussianRing.make({ modes: 4, radius: Math.SQRT2, rotation: 45 });
  const means = mixture?.components.map(({ mean }) => mean.map((value) => Math.round(value * 1e12) / 1e12));
  expect(means).toEqual([
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ]);
  expect(mixture?.components.map(({ weight }) => weight)).toEqual([0.25, 0.25, 0.25, 0.25]);
});
