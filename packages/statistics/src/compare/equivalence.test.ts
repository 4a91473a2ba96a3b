import { InputError } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { studentInterval } from '../intervals/student-interval.ts';
import { belowZeroP, equivalenceP, type Pair } from './equivalence.ts';
import { readMargin } from './margin.ts';

const differences = [-0.31, 0.12, -0.44, -0.08, -0.27, -0.51, 0.05, -0.19];
const pairsOf = (values: readonly number[], baseline: readonly number[]): readonly Pair[] =>
  values.map((value, seed) => ({ seed, value, baseline: Number(baseline[seed]) }));
const flat = differences.map(() => 2);
const over = (base: number) => differences.map((difference) => base + difference);

describe('the equivalence test', () => {
  test.each([0.2, 0.3, 0.35, 0.4, 0.6])(
    'passes at 5%% where the 90%% interval lies inside of ± %f',
    (amount) => {
      const { low, high } = studentInterval(differences, 0.9);
      const inside = low > -amount && high < amount;
      expect(equivalenceP(pairsOf(over(2), flat), { amount }) <= 0.05).toBe(inside);
    },
  );

  test('a share of a steady baseline is an amount', () => {
    const pairs = pairsOf(over(2), flat);
    expect(equivalenceP(pairs, { share: 0.2 })).toBeCloseTo(equivalenceP(pairs, { amount: 0.4 }), 14);
  });

  test('a share does not depend on the units, nor on a sign that all values share', () => {
    const baseline = [1.9, 2.2, 2.4, 1.7, 2, 2.1, 1.8, 2.3];
    const p = (factor: number) =>
      equivalenceP(
        pairsOf(
          over(2.05).map((value) => factor * value),
          baseline.map((value) => factor * value),
        ),
        { share: 0.2 },
      );
    expect(p(1000)).toBeCloseTo(p(1), 12);
    expect(p(-1)).toBeCloseTo(p(1), 12);
    expect(p(1)).toBeLessThan(0.5);
  });

  test('equal runs are as sure as their number allows', () => {
    expect(equivalenceP(pairsOf(flat, flat), { amount: 0.1 })).toBe(2 ** -8);
    expect(
      equivalenceP(
        pairsOf(
          flat,
          flat.map(() => 3),
        ),
        { amount: 0.1 },
      ),
    ).toBe(1);
  });
});

describe('the one-sided test of a mean', () => {
  test('without an estimate it is half of the two-sided one', () => {
    // scipy 1.17.1: stats.ttest_1samp(differences, 0).pvalue / 2
    expect(belowZeroP(differences)).toBeCloseTo(0.036616001031248735 / 2, 12);
  });

  test('with an estimate it is that of Welch', () => {
    // A second sample with the same numbers: standard error of its mean, n - 1 degrees. Both tests are symmetric in the samples.
    const other = [0.3, -0.1, 0.2, 0.05, 0.15];
    const center = 0.12;
    const squares = other.reduce((sum, value) => sum + (value - center) ** 2, 0);
    const offset = { mean: center, error: Math.sqrt(squares / 4 / 5), degrees: 4 };
    const mirrored = differences.map((value) => -value);
    const mean = differences.reduce((sum, value) => sum + value, 0) / 8;
    const spread = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const from = belowZeroP(
      other.map((value) => -value),
      { mean: -mean, error: Math.sqrt(spread / 7 / 8), degrees: 7 },
    );
    expect(belowZeroP(differences, offset)).toBeCloseTo(from, 12);
    expect(belowZeroP(mirrored, { ...offset, mean: -center })).toBeCloseTo(1 - from, 12);
    // Welch's degrees of freedom lie between the smaller ones and the sum: p lies between those of t(4) and t(11).
    expect(from).toBeGreaterThan(0.002);
    expect(from).toBeLessThan(0.02);
  });
});

test.each([
  { written: '5%', margin: { share: 0.05 } },
  { written: '12.5 %', margin: { share: 0.125 } },
  { written: 0.2, margin: { amount: 0.2 } },
  { written: '1e-3', margin: { amount: 0.001 } },
])('a margin of $written', ({ written, margin }) => {
  expect(readMargin(written)).toEqual(margin);
});

test.each(['0%', -1, 'five', '5 percent', Number.NaN, ''])('%s is no margin', (written) => {
  expect(() => readMargin(written)).toThrow(InputError);
  expect(() => readMargin(written)).toThrow('relevant: 5%');
});
