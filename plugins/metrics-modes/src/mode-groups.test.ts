import { equalMixture } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { groupModes } from './mode-groups.ts';

const line = (length: number) =>
  equalMixture(
    Array.from({ length }, (_, k) => [k, 0]),
    1,
  );

describe('grouping components', () => {
  test('leaves them alone where groups are enough', () => {
    const groups = groupModes(line(5), 9);
    expect(groups.map(({ members }) => members).toSorted()).toEqual([[0], [1], [2], [3], [4]]);
  });

  test('puts neighbors together, in equal weights', () => {
    expect(groupModes(line(12), 4).map(({ members }) => members)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
      [9, 10, 11],
    ]);
  });

  test('gives as many groups as asked for, and loses nothing', () => {
    const groups = groupModes(line(3000), 50);
    expect(groups).toHaveLength(50);
    expect(new Set(groups.flatMap(({ members }) => members)).size).toBe(3000);
    expect(groups.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    // Halves of halves: the heaviest has at most twice the weight of the lightest.
    const weights = groups.map(({ weight }) => weight);
    expect(Math.max(...weights) / Math.min(...weights)).toBeLessThan(2.2);
  });

  test('cuts along the longest axis', () => {
    const tall = equalMixture(
      [
        [0, 0],
        [1, 50],
        [1, 0],
        [0, 50],
      ],
      1,
    );
    expect(groupModes(tall, 2).map(({ members }) => members)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  test('makes one group at least', () => {
    expect(groupModes(line(4), 0)).toHaveLength(1);
  });

  test('cuts components of very unequal weight', () => {
    const heavy = {
      ...line(2),
      components: line(2).components.map((own, k) => ({ ...own, weight: k === 0 ? 0.001 : 0.999 })),
    };
    expect(groupModes(heavy, 2).map(({ members }) => members)).toEqual([[0], [1]]);
  });
});
