import { expect, test, vi } from 'vitest';
import { falseWords } from './false-verdicts.ts';
import type { SyntheticTable } from './synthetic-table.ts';

// Fast alone; a busy machine may take its time.
vi.setConfig({ testTimeout: 120_000 });

const TABLES = 100;
const at = { problems: 3, seeds: 10, evaluation: 0.1, floor: 1, draws: 4 };

function count(levels: readonly number[]): { readonly difference: number; readonly equivalent: number } {
  const found = Array.from({ length: TABLES }, (_, index): SyntheticTable => ({ ...at, levels, index })).map(
    (table) => falseWords(table, '10%'),
  );
  return {
    difference: found.filter(({ difference }) => difference).length,
    equivalent: found.filter(({ equivalent }) => equivalent).length,
  };
}

test('at most 1 of 20 tables of equal methods holds a false better or worse', () => {
  // Holm's bound is 0.05: of 100 tables more than 12 are wrong with probability 0.0015 at most (binomial).
  expect(count([2, 2, 2, 2]).difference).toBeLessThanOrEqual(12);
});

test('at most 1 of 20 tables calls a difference as large as the margin equivalent', () => {
  const { difference, equivalent } = count([2, 2.2, 2.2, 2.2]);
  expect(equivalent).toBeLessThanOrEqual(12);
  // The sign of a true difference is as good as never wrong.
  expect(difference).toBe(0);
});
