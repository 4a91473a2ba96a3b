import {
  type Distribution,
  equalMixture,
  independentDraws,
  type Jet,
  mixtureDistribution,
  points,
  randomStream,
} from '@highorder/core';
import { metricContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import w2 from './w2.ts';
import w2Stratified from './w2-stratified.ts';

metricContract(w2Stratified, { distance: true });

const target = mixtureDistribution(
  equalMixture(
    [0, 1, 2, 3, 4].map((k) => [13 * Math.cos((2 * Math.PI * k) / 5), 13 * Math.sin((2 * Math.PI * k) / 5)]),
    0.3,
  ),
);
const unit: Distribution = {
  dimension: 1,
  sample: (count, random) =>
    points(
      1,
      Float64Array.from({ length: count }, () => random.uniform()),
    ),
};
const stream = (index: number) => randomStream({ seed: 17, purpose: 'stratified.test', index });

describe('the stratified distance', () => {
  test('has a floor five times lower than that of independent draws', () => {
    const scheme = w2Stratified.make().scheme ?? independentDraws;
    const floor = (draw: typeof scheme.draw, index: number) =>
      exact({
        generated: draw(target, 200, stream(2 * index)),
        reference: draw(target, 200, stream(2 * index + 1)),
      });
    const exact = (
      sets: Pick<Parameters<ReturnType<typeof w2.make>['measure']>[0], 'generated' | 'reference'>,
    ) => Number(w2.make().measure({ ...sets, problem: { source: target, target } })['w2']);
    for (const index of [0, 1, 2]) {
      expect(floor(scheme.draw, index)).toBeLessThan(0.4);
      expect(floor(independentDraws.draw, index)).toBeGreaterThan(2);
    }
  });

  test('sees a shrinking onto the centers, which the mean distance to a center rewards', () => {
    const scheme = w2Stratified.make().scheme ?? independentDraws;
    const drawn = scheme.draw(target, 200, stream(8));
    const centers = target.mixture?.components.flatMap(({ mean }) => mean) ?? [];
    const centerOf = (index: number) =>
      Number(centers[2 * Number(drawn.components?.[index >> 1]) + (index % 2)]);
    const shrunk = points(
      2,
      drawn.values.map((value, index) => centerOf(index) + 0.1 * (value - centerOf(index))),
    );
    const off = shrunk.values.map((value, index) => value - centerOf(index));
    const distances = Array.from({ length: 200 }, (_, row) =>
      Math.hypot(Number(off[2 * row]), Number(off[2 * row + 1])),
    );
    expect(distances.reduce((sum, distance) => sum + distance, 0) / 200).toBeLessThan(0.6865);
    const reference = scheme.draw(target, 200, stream(9));
    const value = (generated: typeof drawn) =>
      Number(
        w2Stratified.make().measure({ generated, reference, problem: { source: target, target } })[
          'w2-stratified'
        ],
      );
    // A perfect sampler lies near 0.2; every point that stands on its center must travel sqrt(0.6) = 0.77.
    expect(value(shrunk)).toBeGreaterThan(2 * value(drawn));
    expect(Math.abs(value(shrunk) - 0.9 * Math.sqrt(0.6))).toBeLessThan(0.1);
  });

  test('takes what the exact flow scores as its floor, where that is known', () => {
    // Both sides single Gaussians, so the exact flow is affine: x -> (-3, 5) + 3 (x - (1, -2)).
    const gaussian = (x: number, y: number, variance: number) =>
      mixtureDistribution(equalMixture([[x, y]], variance));
    const sides = { source: gaussian(1, -2, 0.25), target: gaussian(-3, 5, 2.25) };
    const path = {
      domain: () => ({ from: 0, to: 1 }),
      weights: (t: Jet) => ({ alpha: t, beta: t.affine(-1, 1) }),
    };
    const metric = w2Stratified.make({ points: 64 });
    const draw = metric.scheme?.draw ?? independentDraws.draw;
    const source = draw(sides.source, 100, stream(10));
    const reference = draw(sides.target, 100, stream(11));
    const image = source.values.map((x, index) => (index % 2 === 0 ? -3 + 3 * (x - 1) : 5 + 3 * (x + 2)));
    const expected = metric.measure({ generated: points(2, image), reference, problem: sides });
    const floor = metric.floor?.({ source, reference, problem: { ...sides, interpolant: path } });
    expect(floor?.['w2-stratified']).toBeCloseTo(Number(expected['w2-stratified']), 3);
    expect(metric.floor?.({ source, reference, problem: sides })).toBeUndefined();
  });

  test('does not apply where the target is no mixture', () => {
    const problem = { source: target, target: unit };
    expect(w2Stratified.make().unsuitable?.(problem)).toBe('The target is not a mixture of Gaussians.');
  });

  test('draws a source that is no mixture independently', () => {
    const drawn = w2Stratified.make().scheme?.draw(unit, 9, stream(0));
    expect(drawn).toEqual(unit.sample(9, stream(0)));
  });
});
