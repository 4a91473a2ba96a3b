import { equalMixture, mixtureDistribution, type Points, points, randomStream } from '@highorder/core';
import { normalQuantile, stratifiedDraws } from '@highorder/oracle';
import { describe, expect, test } from 'vitest';
import { exactTransport } from './exact-transport.ts';

const stream = (index: number) => randomStream({ seed: 13, purpose: 'transport.test', index });
const normals = (count: number, index: number) =>
  mixtureDistribution(equalMixture([[0, 0]], 1)).sample(count, stream(index));
const moved = (from: Points, by: readonly number[]): Points =>
  points(
    from.dimension,
    from.values.map((value, index) => value + Number(by[index % from.dimension])),
  );

/** All orders of the numbers below count. */
function orders(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [...order.slice(0, at), count - 1, ...order.slice(at)]),
  );
}

describe('the exact distance', () => {
  test.each([1, 2, 3, 4, 5])('is the least over all matchings, case %i', (index) => {
    const first = normals(6, index);
    const second = moved(normals(6, index + 50), [0.3 * index, 0]);
    const cost = (order: readonly number[]) =>
      order.reduce((sum, partner, row) => {
        const x = Number(first.values[2 * row]) - Number(second.values[2 * partner]);
        const y = Number(first.values[2 * row + 1]) - Number(second.values[2 * partner + 1]);
        return sum + (x * x + y * y) / 6;
      }, 0);
    const least = Math.min(...orders(6).map(cost));
    expect(exactTransport(first, second)).toBeCloseTo(Math.sqrt(least), 12);
  });

  test('of a translation is its length', () => {
    const set = normals(60, 6);
    expect(exactTransport(set, moved(set, [3, -4]))).toBeCloseTo(5, 10);
  });

  test('of a stretched set is the root mean square of the stretch', () => {
    const set = normals(60, 7);
    const stretched = points(
      2,
      set.values.map((value) => 3 * value),
    );
    const spread = Math.sqrt(set.values.reduce((sum, value) => sum + value * value, 0) / 60);
    expect(exactTransport(set, stretched)).toBeCloseTo(2 * spread, 10);
  });

  test('to a single point is the root mean square distance', () => {
    const set = normals(40, 8);
    const spread = Math.sqrt(set.values.reduce((sum, value) => sum + value * value, 0) / 40);
    expect(exactTransport(set, points(2, new Float64Array(80)))).toBeCloseTo(spread, 10);
  });

  test('of normal distributions on a line has its closed form', () => {
    // W2^2 = (m1 - m2)^2 + (s1 - s2)^2; the quantiles at (i + 1/2) / n miss a little of the tails.
    const quantiles = (mean: number, deviation: number) =>
      points(
        1,
        Float64Array.from({ length: 200 }, (_, i) => mean + deviation * normalQuantile((i + 0.5) / 200)),
      );
    expect(exactTransport(quantiles(0, 1), quantiles(1, 3))).toBeCloseTo(Math.sqrt(1 + 4), 1);
  });

  test('of normal distributions in the plane has its closed form', () => {
    // Covariances commute: W2^2 = |m1 - m2|^2 + (2 - 1)^2 + (0.5 - 1)^2.
    const wide = { dimension: 2, components: [{ weight: 1, mean: [1, 2], covariance: [4, 0, 0, 0.25] }] };
    const first = stratifiedDraws(equalMixture([[0, 0]], 1), 256, stream(9));
    const second = stratifiedDraws(wide, 256, stream(10));
    // Two finite sets are a little further apart than the distributions: by 0.002 to 0.03 over 20 streams.
    expect(Math.abs(exactTransport(first, second) - Math.sqrt(6.25))).toBeLessThan(0.06);
  });

  test('is no number where a point is none', () => {
    expect(
      exactTransport(points(1, Float64Array.of(0, Number.NaN)), points(1, Float64Array.of(0, 1))),
    ).toBeNaN();
    expect(
      exactTransport(points(1, Float64Array.of(0, Infinity)), points(1, Float64Array.of(0, 1))),
    ).toBeNaN();
  });
});
