import { points } from '@highorder/core';
import { expect, test } from 'vitest';
import { planePoints, thinRows } from './thin.ts';

test('few rows are all kept', () => {
  expect(thinRows(4, 10)).toEqual([0, 1, 2, 3]);
});

test('many rows are thinned to the limit, with equal shares for rows that come in turns', () => {
  const rows = thinRows(8000, 1000);
  expect(Math.abs(rows.length - 1000)).toBeLessThan(5);
  for (const turn of [0, 3, 7]) {
    expect(Math.abs(rows.filter((row) => row % 8 === turn).length - 125)).toBeLessThan(5);
  }
});

test('points lie in the plane of their first two coordinates, those that are not finite are left out', () => {
  const space = points(3, Float64Array.of(1, 2, 3, Number.NaN, 5, 6, 7, 8, 9));
  expect(planePoints(space)).toEqual([
    { x: 1, y: 2 },
    { x: 7, y: 8 },
  ]);
  expect(planePoints(points(1, Float64Array.of(4, Number.NEGATIVE_INFINITY)))).toEqual([{ x: 4, y: 0 }]);
});
