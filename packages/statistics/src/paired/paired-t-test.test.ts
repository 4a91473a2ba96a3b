import { expect, test } from 'vitest';
import { differences, tTest } from '../golden/scipy.golden.ts';
import { studentInterval } from '../intervals/student-interval.ts';
import { pairedTTest } from './paired-t-test.ts';

test('is that of scipy', () => {
  const { statistic, degreesOfFreedom, p } = pairedTTest(differences);
  expect(statistic).toBeCloseTo(tTest.statistic, 12);
  expect(p).toBeCloseTo(tTest.p, 13);
  expect(degreesOfFreedom).toBe(7);
});

test('agrees with the interval: at level 1 - p, that ends at 0', () => {
  const { p } = pairedTTest(differences);
  expect(studentInterval(differences, 1 - p).high).toBeCloseTo(0, 12);
});

test('does not care which method comes first', () => {
  const turned = pairedTTest(differences.map((difference) => -difference));
  expect(turned.p).toBe(pairedTTest(differences).p);
  expect(turned.statistic).toBe(-pairedTTest(differences).statistic);
});

test('differences that are all equal', () => {
  expect(pairedTTest([0, 0, 0])).toEqual({ statistic: 0, degreesOfFreedom: 2, p: 1 });
  expect(pairedTTest([0.5, 0.5])).toEqual({ statistic: Number.POSITIVE_INFINITY, degreesOfFreedom: 1, p: 0 });
});

test('refuses one difference and NaN', () => {
  expect(() => pairedTTest([1])).toThrow('paired t test: There is 1 value.');
  expect(() => pairedTTest([1, Number.NaN])).toThrow('Value 2 of 2 is NaN.');
});
