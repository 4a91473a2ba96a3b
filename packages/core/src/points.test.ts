import { expect, test } from 'vitest';
import { firstRows, fromUnits, notFiniteRows, points, selectRows, toUnits } from './points.ts';

const three = points(2, Float64Array.of(1, 2, 3, 4, 5, 6), Int32Array.of(7, 8, 9));
const map = { center: [10, -4], scale: 2.5 };

test('points count their rows', () => {
  expect(three).toMatchObject({ count: 3, dimension: 2 });
  expect(points(3, new Float64Array(0)).count).toBe(0);
  expect(() => points(2, new Float64Array(5))).toThrow('5 values do not fill rows of 2 coordinates.');
});

test('selectRows takes rows in the order asked, with their components', () => {
  const chosen = selectRows(three, [2, 0, 2]);
  expect(Array.from(chosen.values)).toEqual([5, 6, 1, 2, 5, 6]);
  expect(Array.from(chosen.components ?? [])).toEqual([9, 7, 9]);
  expect(selectRows(points(1, Float64Array.of(1, 2)), [1])).toEqual(points(1, Float64Array.of(2)));
});

test('units go there and back', () => {
  const there = toUnits(map, three);
  expect(Array.from(there.values)).toEqual([-3.6, 2.4, -2.8, 3.2, -2, 4]);
  expect(there.components).toBe(three.components);
  fromUnits(map, there).values.forEach((value, i) => expect(value).toBeCloseTo(Number(three.values[i]), 14));
});

test('the center has coordinate 0 and one scale holds for all axes', () => {
  const inUnits = toUnits(map, points(2, Float64Array.of(10, -4, 12.5, -1.5)));
  expect(Array.from(inUnits.values)).toEqual([0, 0, 1, 1]);
});

test('the first rows share their memory, and rows that are not finite are counted once', () => {
  const all = points(2, Float64Array.of(1, Number.NaN, Infinity, -Infinity, 3, 4), Int32Array.of(0, 1, 2));
  expect(firstRows(all, 3)).toBe(all);
  const two = firstRows(all, 2);
  expect(two).toMatchObject({ count: 2, components: Int32Array.of(0, 1) });
  expect(two.values.buffer).toBe(all.values.buffer);
  expect([notFiniteRows(all), notFiniteRows(two), notFiniteRows(points(2, Float64Array.of(5, 6)))]).toEqual([
    2, 2, 0,
  ]);
});
