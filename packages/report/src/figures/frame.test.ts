import { expect, test } from 'vitest';
import { frameAround, isInside, near } from './frame.ts';

const square = [
  { x: -1, y: -1 },
  { x: 1, y: 1 },
];

test('units are equal on both axes', () => {
  const { x, y, width, height } = frameAround([...square, { x: 3, y: 0 }], [], 300);
  expect(width).toBe(300);
  expect(width / (x[1] - x[0])).toBeCloseTo(height / (y[1] - y[0]), 0);
});

test('the shorter side is at least a third of the longer one', () => {
  const flat = frameAround(
    [
      { x: 0, y: 5 },
      { x: 90, y: 5 },
    ],
    [],
    300,
  );
  expect([flat.width, flat.height]).toEqual([300, 100]);
  expect((flat.y[0] + flat.y[1]) / 2).toBeCloseTo(5, 12);
});

test('generated points nearby widen the frame, strays do not', () => {
  const stray = { x: 2.5, y: 0 };
  const frame = frameAround(square, [{ x: 1.8, y: 0 }, stray], 300);
  expect(isInside(frame, { x: 1.8, y: 0 })).toBe(true);
  expect(isInside(frame, stray)).toBe(false);
  expect(frame.x[1]).toBeLessThan(2.1);
});

test('a line may lead out of the frame by its size and no further', () => {
  const frame = frameAround(square, [], 300);
  expect(near(frame, { x: 1e9, y: 0 })).toEqual({ x: 2 * frame.x[1] - frame.x[0], y: 0 });
  expect(near(frame, { x: 0, y: Number.NaN })).toBeUndefined();
});

test('without any point there is a frame all the same', () => {
  expect(frameAround([], [], 300)).toMatchObject({ width: 300, height: 300 });
});
