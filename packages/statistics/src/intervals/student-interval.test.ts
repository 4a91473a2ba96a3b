import { expect, test } from 'vitest';
import { studentIntervals, values } from '../golden/scipy.golden.ts';
import { studentInterval } from './student-interval.ts';

test.each(studentIntervals)('is that of scipy at level $level', ({ level, low, high }) => {
  const found = studentInterval(values, level);
  expect(found.low).toBeCloseTo(low, 12);
  expect(found.high).toBeCloseTo(high, 12);
  expect(found).toMatchObject({ level, kind: 'student' });
});

test('of two values it reaches 12.7 standard errors to each side', () => {
  // t(0.975, 1) = tan(0.475 pi), the quantile of the Cauchy distribution; the standard error of 0 and 2 is 1.
  const { low, high } = studentInterval([0, 2]);
  expect(high - 1).toBeCloseTo(Math.tan(0.475 * Math.PI), 10);
  expect(1 - low).toBeCloseTo(high - 1, 10);
});

test('equal values have an interval of no length', () => {
  expect(studentInterval([0.1, 0.1, 0.1])).toMatchObject({ low: 0.1, high: 0.1 });
});

test('refuses one value, NaN, and a level that is no share', () => {
  expect(() => studentInterval([1])).toThrow('t interval: There is 1 value.');
  expect(() => studentInterval([1, Number.NaN])).toThrow('Value 2 of 2 is NaN.');
  expect(() => studentInterval([1, 2], 95)).toThrow('level of the interval: It is 95.');
});
