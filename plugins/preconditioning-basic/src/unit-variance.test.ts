import { type Interpolant, Jet, randomStream, tf } from '@highorder/core';
import {
  columnOf,
  prepareTensors,
  preconditioningContract,
  straightPath,
  valuesOf,
  variancePreservingPath,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import unitVariance from './unit-variance.ts';

preconditioningContract(unitVariance);
preconditioningContract(unitVariance, { options: { clock: 'log' } });

beforeAll(prepareTensors);

const cubicPath: Interpolant = {
  domain: () => ({ from: 0, to: 1 }),
  weights(t) {
    const alpha = t.power(2).scale(3).minus(t.power(3).scale(2));
    return { alpha, beta: alpha.affine(-1, 1) };
  },
};

const POINTS = 4000;

/** Mean square of what networks see of points on the path at time t. */
function seenVariance(interpolant: Interpolant, spreads: Spreads, t: number): number {
  const { view } = unitVariance.make().fit({ interpolant, ...spreads });
  const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(t), 0));
  const random = randomStream({ seed: 3, purpose: `points at ${t}` });
  const coordinate = () =>
    Number(alpha.value[0]) * spreads.targetSpread * random.normal() +
    Number(beta.value[0]) * spreads.sourceSpread * random.normal();
  const x = tf.tensor2d(Float32Array.from({ length: POINTS }, coordinate), [POINTS, 1]);
  const seen = valuesOf(view(x, columnOf(new Array<number>(POINTS).fill(t))));
  return seen.reduce((sum, value) => sum + value * value, 0) / POINTS;
}

interface Spreads {
  readonly sourceSpread: number;
  readonly targetSpread: number;
}

describe.each([
  ['straight', straightPath],
  ['cubic', cubicPath],
  ['variance-preserving', variancePreservingPath],
] as const)('%s path', (_, interpolant) => {
  test.each([
    { sourceSpread: 1, targetSpread: 1 },
    { sourceSpread: 0.01, targetSpread: 1 },
    { sourceSpread: 2, targetSpread: 0.3 },
  ])('samples have variance 1 at all times: $sourceSpread to $targetSpread', (spreads) => {
    for (let step = 0; step <= 20; step++) {
      // The mean of 4000 squares of standard normals deviates by sqrt(2/4000) = 0.022, and 0.12 is 5.4 of these: a
      // false-alarm rate of about 2e-7 each, below 1e-4 for all 189 of them.
      expect(Math.abs(seenVariance(interpolant, spreads, step / 20) - 1)).toBeLessThan(0.12);
    }
  });
});

test('a source that is a single point is seen as finite', () => {
  const { view } = unitVariance.make().fit({ interpolant: straightPath, sourceSpread: 0, targetSpread: 1 });
  const seen = valuesOf(view(tf.zeros([3, 1]), columnOf([0, 1e-6, 1])));
  expect(Array.from(seen)).toEqual([0, 0, 0]);
});

test('options are checked', () => {
  expect(() => unitVariance.options.parse({ clock: 'fast' })).toThrow(/clock/);
});
