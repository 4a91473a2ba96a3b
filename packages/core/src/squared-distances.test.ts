import { describe, expect, test } from 'vitest';
import { points } from './points.ts';
import { randomStream } from './random/stream.ts';
import { squaredDistances } from './squared-distances.ts';

const drawn = (dimension: number, count: number, index: number, far = 0) => {
  const random = randomStream({ seed: 5, purpose: 'squared-distances.test', index });
  return points(
    dimension,
    Float64Array.from({ length: dimension * count }, () => far + random.normal()),
  );
};

describe('squared distances', () => {
  test.each([1, 2, 15, 16, 23, 64, 784])('in dimension %i are those of Math.hypot', (dimension) => {
    // Nine and seven do not fill tiles of four; far from 0 products alone would lose their digits.
    const [first, second] = [drawn(dimension, 9, 1, 1000), drawn(dimension, 7, 2, 1000)];
    const found = squaredDistances(first, second);
    expect(found).toHaveLength(63);
    found.forEach((value, index) => {
      const [row, column] = [Math.floor(index / 7), index % 7];
      const steps = Array.from({ length: dimension }, (_, axis) => {
        return (
          Number(first.values[row * dimension + axis]) - Number(second.values[column * dimension + axis])
        );
      });
      expect(Math.sqrt(value) / Math.hypot(...steps)).toBeCloseTo(1, 12);
    });
  });

  test.each([2, 30])('of a set in dimension %i from itself are a mirror, 0 on the diagonal', (dimension) => {
    const set = drawn(dimension, 11, 3, 50);
    const found = squaredDistances(set, set);
    const other = squaredDistances(set, points(dimension, set.values.slice()));
    found.forEach((value, index) => expect(value).toBeCloseTo(Number(other[index]), 9));
    for (let row = 0; row < 11; row++) {
      expect(found[row * 12]).toBe(0);
      expect(other[row * 12]).toBe(0);
      for (let column = 0; column < row; column++)
        expect(found[row * 11 + column]).toBe(found[column * 11 + row]);
    }
  });
});
