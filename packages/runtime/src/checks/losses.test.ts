import type { HeadInputName, Integrator, Interpolant, LossTerm, OrderHead } from '@highorder/core';
import { expect, test } from 'vitest';
import { checkLosses } from './losses.ts';

const unused = (): never => {
  throw new Error('This check does not use it.');
};

const head = (orders: readonly number[], ...sees: readonly HeadInputName[]): OrderHead => ({
  orders,
  sees,
  parameters: unused,
  predict: unused,
});

/** A term of order 2 that takes u_2 for an average. */
const term: LossTerm = {
  name: 'average-2',
  orders: [1, 2],
  rows: { name: 'rows', times: { draw: unused } },
  defaultWeight: 1,
  layout: { instantaneous: [1], average: 2 },
  evaluate: unused,
};

function findings(heads: readonly OrderHead[], asked: LossTerm = term) {
  const distribution = { dimension: 2, sample: unused };
  const integrator: Integrator = { order: 1, derivatives: 1, evaluations: 1, step: unused };
  const interpolant: Interpolant = { domain: unused, weights: unused };
  const parts = {
    source: distribution,
    target: distribution,
    interpolant,
    integrator,
    batch: 8,
    samples: 'fresh',
    evaluation: { samples: 10, draws: 2 },
    moments: 0,
    memory: Number.POSITIVE_INFINITY,
  } as const;
  return checkLosses({ ...parts, heads, headPaths: [], terms: [asked] }).map(
    ({ path, message, fix }) => `${path}: ${message} ${fix}`,
  );
}

test('a layout that fits, and a term without one, have no findings', () => {
  expect(findings([head([1], 'x', 't'), head([2], 'x', 't', 'd')])).toEqual([]);
  expect(findings([head([1], 'x', 'd'), head([2], 'x')], { ...term, layout: undefined })).toEqual([]);
});

test('a missing order is named, and its layout is not looked at', () => {
  expect(findings([head([1], 'x', 'd')])).toEqual([
    'losses.0: average-2 needs a head of order 2; heads have orders 1. Add a head of order 2, or drop this term.',
  ]);
});

test('an instantaneous head must not see d', () => {
  expect(findings([head([1], 'x', 'd'), head([2], 'x', 'd')])).toEqual([
    'losses.0: average-2 takes u_1 for a derivative at a single time, but its head sees the step d. Leave d out of what the head of order 1 sees, in a head of its own.',
  ]);
});

test('the average must see d: of a shared head that does not, and of one that does, one of both is wrong', () => {
  expect(findings([head([1, 2], 'x')])).toEqual([
    'losses.0: average-2 takes u_2 for an average over the step d, but its head does not see d. Let the head of order 2 see d.',
  ]);
  expect(findings([head([1, 2], 'x', 'd')])).toHaveLength(1);
});

test('a head above the average is refused', () => {
  expect(findings([head([1], 'x'), head([2], 'd'), head([3], 'x')])).toEqual([
    'losses.0: average-2 takes the head of order 2 for the last, and there is one of order 3. Drop the head of order 3, or give the term a higher order.',
  ]);
});
