import { points, randomStream } from '@highorder/core';
import { expect, test } from 'vitest';
import { fixedSet } from './fixed-set.ts';

const set = fixedSet(points(1, Float64Array.of(10, 20, 30, 40)));
const draw = (count: number, index = 0) => [
  ...set.sample(count, randomStream({ seed: 1, purpose: 'test', index })).values,
];

test('a draw of its size is the set itself', () => {
  expect(draw(4).sort()).toEqual([10, 20, 30, 40]);
});

test('a smaller draw has no point twice', () => {
  for (let index = 0; index < 20; index++) expect(new Set(draw(3, index)).size).toBe(3);
});

test('a larger draw goes through the set evenly', () => {
  const counts = new Map<number, number>();
  for (const value of draw(12)) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect([...counts.values()]).toEqual([3, 3, 3, 3]);
});
