import { permutation, randomStream } from '@highorder/core';
import { expect, test } from 'vitest';
import { exactMean } from './exact-mean.ts';

test.each([
  // What plain sums lose altogether.
  { values: [1e16, 1, -1e16], expected: 1 / 3 },
  { values: [1e100, 1, -1e100, 1], expected: 0.5 },
  // fractions.Fraction: float(sum(map(Fraction, values)) / len(values))
  { values: [0.1, 0.2, 0.3], expected: 0.2 },
  { values: [0.1, 0.1, 0.1], expected: 0.1 },
  { values: [3, 3, -3, 1, 0, 0], expected: 2 / 3 },
  { values: [-7], expected: -7 },
])('of $values is $expected', ({ values, expected }) => {
  expect(exactMean(values)).toBe(expected);
});

test('does not depend on the order of the values', () => {
  const random = randomStream({ seed: 4, purpose: 'exact-mean.test' });
  for (let sample = 0; sample < 200; sample++) {
    const values = Array.from({ length: 9 }, () => random.normal() * 10 ** (random.integer(12) - 6));
    const shuffled = Array.from(permutation(9, random), (row) => Number(values[row]));
    expect(exactMean(shuffled)).toBe(exactMean(values));
  }
});

test('of equal values is that value to the bit', () => {
  const random = randomStream({ seed: 5, purpose: 'exact-mean.test' });
  for (let sample = 0; sample < 200; sample++) {
    const value = random.normal();
    expect(exactMean(new Array<number>(1 + random.integer(40)).fill(value))).toBe(value);
  }
});

test('half a bit is rounded to the side of what is below it', () => {
  // 2^53 + 1 lies halfway between two doubles: a little more goes up, a little less goes down.
  expect(exactMean([2 ** 53, 1])).toBe(2 ** 52);
  expect(2 * exactMean([2 ** 53, 1 + 2 ** -40])).toBe(2 ** 53 + 2);
  expect(2 * exactMean([2 ** 53, 1 - 2 ** -40])).toBe(2 ** 53);
});

test('is NaN of nothing', () => {
  expect(exactMean([])).toBeNaN();
});
