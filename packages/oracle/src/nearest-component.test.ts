import { equalMixture, points } from '@highorder/core';
import { expect, test } from 'vitest';
import { nearestComponents } from './nearest-component.ts';

test('gives each point its nearest center and the distance to it', () => {
  const mixture = equalMixture(
    [
      [0, 0],
      [10, 0],
      [0, 10],
    ],
    1,
  );
  const found = nearestComponents(points(2, Float64Array.of(3, 4, 13, 4, -3, 10)), mixture);
  expect([...found.components]).toEqual([0, 1, 2]);
  expect([...found.distances]).toEqual([5, 5, 3]);
});

test('is infinitely far from a point that is no number', () => {
  const found = nearestComponents(points(1, Float64Array.of(Number.NaN)), equalMixture([[0]], 1));
  expect(found.distances[0]).toBe(Infinity);
});
