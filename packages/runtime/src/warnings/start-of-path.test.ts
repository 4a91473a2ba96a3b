import {
  type Distribution,
  equalMixture,
  type Interpolant,
  mixtureDistribution,
  points,
  type Problem,
} from '@highorder/core';
import { expect, test } from 'vitest';
import { warnOfStart } from './start-of-path.ts';

/** A path that begins at alpha x1 + beta x0. */
function beginning(alpha: number, beta: number): Interpolant {
  return {
    domain: () => ({ from: 0, to: 1 }),
    weights: (t) => ({ alpha: t.affine(1 - alpha, alpha), beta: t.affine(-beta, beta) }),
  };
}

const sides: Problem = {
  source: mixtureDistribution(equalMixture([[0, 0]], 0.3)),
  // Half of the squares of each coordinate: rms of a coordinate sqrt((80^2 + 0.3 * 2) / 2) = 56.57.
  target: mixtureDistribution(
    equalMixture(
      [
        [80, 0],
        [0, -80],
      ],
      0.3,
    ),
  ),
};

test('truth C: a path that begins beside its source is warned about, with the size', () => {
  const found = warnOfStart({ ...sides, interpolant: beginning(0.01, 1) });
  expect(found).toEqual([
    {
      path: 'interpolant',
      message:
        "the path begins at 0.01 x1 + 1 x0, not at source points. The difference is 0.566 a coordinate, 103 % of the source's " +
        'deviation of 0.548: samplers start where this flow is not trained, and a perfect one misses the target.',
      fix: 'Add paths/ot, a path that begins at its source, or widen the source.',
    },
  ]);
});

test.each([
  ['begins at its source', { ...sides, interpolant: beginning(0, 1) }],
  ['begins near it', { ...sides, interpolant: beginning(0.002, 1) }],
  ['is not known', sides],
])('a path that %s is not', (_, problem) => {
  expect(warnOfStart(problem)).toEqual([]);
});

test('a path that shrinks its source too much is, without a word of data in it', () => {
  const far: Problem = { ...sides, source: mixtureDistribution(equalMixture([[5, 5]], 0.3)) };
  // (1 - 0.9) sqrt(25.3) = 0.503 a coordinate.
  expect(warnOfStart({ ...far, interpolant: beginning(0, 0.9) })[0]?.message).toContain(
    'The difference is 0.503 a coordinate, 92 %',
  );
});

test('points that are no mixture are measured', () => {
  const corners: Distribution = {
    dimension: 2,
    sample: (count) =>
      points(
        2,
        Float64Array.from({ length: 2 * count }, (_, index) => (index % 4 < 2 ? 11 : 9)),
      ),
  };
  // Deviation 1 about 10; of the target 0.01 * 56.57.
  const problem: Problem = { ...sides, source: corners, interpolant: beginning(0.01, 1) };
  expect(warnOfStart(problem)[0]?.message).toContain("57 % of the source's deviation of 1");
});
