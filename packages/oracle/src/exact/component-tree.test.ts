import { randomStream } from '@highorder/core';
import { expect, test } from 'vitest';
import { componentTree } from './component-tree.ts';
import { boundOf } from './scan-place.ts';

const random = randomStream({ seed: 3, purpose: 'component-tree.test' });
const dimension = 3;

function randomTree(count: number) {
  const means = Float64Array.from({ length: count * dimension }, () => 5 * random.normal());
  const logWeights = Float64Array.from({ length: count }, () => Math.log(random.uniform()));
  return { means, logWeights, ...componentTree(means, logWeights, dimension) };
}

test.each([1, 8, 9, 301])(
  'a tree of %i components holds each in one leaf, and in every box above it',
  (count) => {
    const { means, logWeights, order, tree } = randomTree(count);
    expect([...order].sort((one, other) => one - other)).toEqual(Array.from({ length: count }, (_, k) => k));
    const leaves: number[] = [];
    tree.half.forEach((half, node) => {
      const [from, to] = [Number(tree.from[node]), Number(tree.to[node])];
      if (half === 0) leaves.push(...order.subarray(from, to));
      else
        expect([tree.from[half], tree.to[half], tree.to[half + 1]]).toEqual([from, tree.from[half + 1], to]);
      for (const component of order.subarray(from, to)) {
        expect(Number(logWeights[component])).toBeLessThanOrEqual(Number(tree.logWeight[node]));
        for (let axis = 0; axis < dimension; axis++) {
          const at = node * dimension + axis;
          const offset = Number(means[component * dimension + axis]) - Number(tree.center[at]);
          expect(Math.abs(offset)).toBeLessThanOrEqual(Number(tree.reach[at]));
          expect(Number(tree.reach[at])).toBeLessThanOrEqual(Number(tree.size[node]));
        }
      }
    });
    expect(leaves.toSorted((one, other) => one - other)).toEqual(Array.from({ length: count }, (_, k) => k));
  },
);

test('no pair of two boxes is above the bound, and some bounds are close', () => {
  const [zero, one] = [randomTree(60), randomTree(90)];
  const place = {
    ...{ z: Float64Array.of(1, -3, 2), alpha: 0.7, beta: 0.4, constant: -1 },
    half: Float64Array.of(0.5, 2, 0.1),
  };
  const joint = (j: number, i: number) => {
    const squares = place.z.map((z, d) => {
      const mean = 0.7 * Number(one.means[j * dimension + d]) + 0.4 * Number(zero.means[i * dimension + d]);
      return Number(place.half[d]) * (z - mean) ** 2;
    });
    return (
      Number(one.logWeights[j]) +
      Number(zero.logWeights[i]) -
      1 -
      squares.reduce((sum, square) => sum + square)
    );
  };
  const slacks: number[] = [];
  one.tree.half.forEach((_, b) => {
    zero.tree.half.forEach((__, a) => {
      let largest = -Infinity;
      for (const j of one.order.subarray(one.tree.from[b], one.tree.to[b])) {
        for (const i of zero.order.subarray(zero.tree.from[a], zero.tree.to[a]))
          largest = Math.max(largest, joint(j, i));
      }
      slacks.push(boundOf({ one: one.tree, zero: zero.tree }, place, b, a, 1) - largest);
    });
  });
  expect(Math.min(...slacks)).toBeGreaterThan(-1e-12);
  expect(Math.min(...slacks)).toBeLessThan(2);
});
