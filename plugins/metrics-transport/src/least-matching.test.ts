import { permutation, randomStream } from '@highorder/core';
import { linearSumAssignment } from 'linear-sum-assignment';
import { describe, expect, test } from 'vitest';
import { leastMatching } from './least-matching.ts';

const stream = (index: number) => randomStream({ seed: 61, purpose: 'least-matching.test', index });
const totalOf = (costs: Float64Array, n: number, columns: ArrayLike<number>) =>
  Array.from({ length: n }, (_, row) => Number(costs[row * n + Number(columns[row])])).reduce(
    (a, b) => a + b,
    0,
  );

describe('the least matching', () => {
  test.each([1, 2, 5, 30, 80])('of %i rows costs what another implementation finds', (n) => {
    for (const integers of [true, false]) {
      const random = stream(n);
      // Few whole numbers are full of ties, and costs below zero are allowed.
      const cost = () => (integers ? Math.floor(5 * random.uniform()) : random.normal());
      const costs = Float64Array.from({ length: n * n }, cost);
      const rows = Array.from({ length: n }, (_, row) => costs.slice(row * n, (row + 1) * n));
      const { rowAssignments } = linearSumAssignment(rows, { maximaze: false });
      const found = leastMatching(costs, n);
      expect([...found].toSorted((a, b) => a - b)).toEqual([...new Array(n).keys()]);
      expect(totalOf(costs, n, found)).toBeCloseTo(totalOf(costs, n, rowAssignments), 10);
    }
  });

  test('finds a permutation that is hidden under large costs', () => {
    const n = 200;
    const hidden = permutation(n, stream(1));
    const random = stream(2);
    const costs = Float64Array.from({ length: n * n }, () => 1 + random.uniform());
    hidden.forEach((column, row) => (costs[row * n + column] = random.uniform()));
    expect(leastMatching(costs, n)).toEqual(Int32Array.from(hidden));
  });
});
