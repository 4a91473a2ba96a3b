import { InputError } from '@highorder/core';
import { expect, test } from 'vitest';
import { checkSample, deviation, mean, median, quantileOfSorted } from './sample.ts';

test('known values', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(median([9, 1, 4])).toBe(4);
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 14);
  // numpy.quantile([1, 2, 4, 8], [0, 0.1, 0.5, 0.9, 1])
  const quantiles = [0, 0.1, 0.5, 0.9, 1].map((level) => quantileOfSorted([1, 2, 4, 8], level));
  [1, 1.3, 3, 6.8, 8].forEach((expected, index) => {
    expect(quantiles[index]).toBeCloseTo(expected, 14);
  });
});

test('equal values keep their mean to the bit, and have no deviation', () => {
  const equal = new Array<number>(10).fill(0.1);
  expect(mean(equal)).toBe(0.1);
  expect(deviation(equal)).toBe(0);
});

test('what cannot be known is NaN', () => {
  expect([mean([]), median([]), deviation([1])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('refuses values that are not finite and says which', () => {
  const check = () => {
    checkSample([1, Number.NaN, 2], { where: 'the mean', least: 2 });
  };
  expect(check).toThrow(InputError);
  expect(check).toThrow('the mean: Value 2 of 3 is NaN.');
});

test('refuses too few values', () => {
  const check = (values: readonly number[]) => () => {
    checkSample(values, { where: 'the mean', least: 2 });
  };
  expect(check([1])).toThrow('There is 1 value.\n  Expected: at least 2.');
  expect(check([])).toThrow('There are 0 values.');
});
