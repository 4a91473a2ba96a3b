import { expect, test } from 'vitest';
import { type Clock, identityClock, timeGrid } from './clock.ts';

test('the grid of the identity clock is uniform and holds both ends', () => {
  expect(Array.from(timeGrid(identityClock, 4))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(Array.from(timeGrid(identityClock, 1))).toEqual([0, 1]);
});

test('the grid of another clock is uniform on it', () => {
  const squares: Clock = { reading: (t) => t * t, time: Math.sqrt, readingOf: (t) => t };
  const grid = timeGrid(squares, 4);
  grid.forEach((t, index) => expect(squares.reading(t)).toBeCloseTo(index / 4, 15));
});
