import type { LossTerm } from '@highorder/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planRows } from './row-plan.ts';

const times = { draw: () => ({ t: new Float64Array(), d: new Float64Array() }) };

const term = (group: string, share?: number): LossTerm => ({
  name: group,
  orders: [1],
  rows: { name: group, share, times },
  defaultWeight: 1,
  evaluate() {
    throw new Error('A plan evaluates nothing.');
  },
});

const rowsOf = (terms: readonly LossTerm[], batch: number) =>
  planRows(terms, batch).map(({ name, start, rows }) => [name, start, rows]);

test('a group without a share takes what the others leave', () => {
  expect(rowsOf([term('matching'), term('bootstrap', 0.25)], 512)).toEqual([
    ['matching', 0, 384],
    ['bootstrap', 384, 128],
  ]);
});

test('terms of one group share its rows', () => {
  const plan = planRows([term('a'), term('b', 0.5), term('a')], 10);
  expect(plan.map(({ name, rows, terms }) => ({ name, rows, terms }))).toEqual([
    { name: 'a', rows: 5, terms: [0, 2] },
    { name: 'b', rows: 5, terms: [1] },
  ]);
});

test('shares that do not fill the batch are scaled to fill it', () => {
  expect(rowsOf([term('bootstrap', 0.25)], 100)).toEqual([['bootstrap', 0, 100]]);
  expect(rowsOf([term('a', 0.2), term('b', 0.6)], 100)).toEqual([
    ['a', 0, 25],
    ['b', 25, 75],
  ]);
});

test('any plan covers the batch without gaps, a row for each group at least', () => {
  const shares = fc.array(fc.option(fc.double({ min: 0.001, max: 0.2, noNaN: true }), { nil: undefined }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(shares, fc.integer({ min: 4, max: 3000 }), (given, batch) => {
      const plan = planRows(
        given.map((share, index) => term(`group-${index}`, share)),
        batch,
      );
      let next = 0;
      for (const { start, rows } of plan) {
        expect(start).toBe(next);
        expect(rows).toBeGreaterThan(0);
        next += rows;
      }
      expect(next).toBe(batch);
    }),
  );
});

test('groups without a share divide the rest equally', () => {
  expect(rowsOf([term('a'), term('b', 0.5), term('c')], 100)).toEqual([
    ['a', 0, 25],
    ['b', 25, 50],
    ['c', 75, 25],
  ]);
});
