import { type DrawnRows, type Flow, identityClock, type LossTerm, tf } from '@highorder/core';
import {
  type BrokenPromises,
  exampleStep,
  exampleTimes,
  expectClose,
  flowOf,
  lossContract,
  prepareTensors,
  straightPath,
  valuesOf,
  variancePreservingPath,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import acceleration from './as-published-acceleration.ts';

const plugin = withParts(acceleration, { times: exampleTimes });

const breaks: BrokenPromises = {
  'is least on a flow that solves it': {
    reason: 'no flow has such heads: wrong second derivatives, or right ones of d = 0 for a whole step',
    complaint: /pairs .*, t = [\d.]+, d = [\d.]+: .* the loss is [\d.e-]+, expected 0/,
  },
};

for (const target of ['script', 'path', 'halves'] as const) {
  lossContract(plugin, { options: { target, rows: 'bootstrap' }, breaks });
}
lossContract(plugin, { options: { target: 'script' }, breaks });
// On rows of matching the second derivative of the path is what matching of order 2 regresses, and is solved as that is.
lossContract(plugin, {
  options: { target: 'path' },
  solution: { fields: 'conditional', least: ({ scatter }) => scatter(2) },
});

beforeAll(prepareTensors);

const rows = (t: number, d = 0): DrawnRows => ({
  rows: 1,
  dimension: 2,
  x0: Float64Array.of(1, -2),
  x1: Float64Array.of(10, 0.5),
  t: Float64Array.of(t),
  d: Float64Array.of(d),
});

const targetOf = (term: LossTerm, drawn: DrawnRows, interpolant = straightPath) =>
  term.prepare?.(drawn, { interpolant, clock: identityClock })['target']?.values ?? new Float64Array();

describe('target script', () => {
  test("is alpha'' x1 + beta'' x0 with the numbers of the scripts, whatever the path", () => {
    // At t = 0.5 the scripts, run in Python, have 11.4023... and -6.3192...
    const expected = [
      10 * 11.402317294909304 - 6.319295597653424,
      0.5 * 11.402317294909304 + 2 * 6.319295597653424,
    ];
    for (const path of [straightPath, variancePreservingPath]) {
      expectClose('target', targetOf(plugin.make(), rows(0.5), path), expected, { relative: 1e-9 });
    }
  });

  test('stops at 1 - 1e-6, where the scripts stop: 1.6e9 times x0 there', () => {
    const end = targetOf(plugin.make(), rows(1));
    expect(end).toEqual(targetOf(plugin.make(), rows(1 - 1e-6)));
    expect(Number(end[0]) / -1.58e9).toBeCloseTo(1, 2);
  });

  test('is the same on rows with steps, where u_2 should be another', () => {
    const bootstrap = plugin.make({ rows: 'bootstrap' });
    expect(targetOf(bootstrap, rows(0.3, 0.5))).toEqual(targetOf(plugin.make(), rows(0.3)));
  });
});

test('target path is the second derivative of the path: 0 on the straight one', () => {
  expect([...targetOf(plugin.make({ target: 'path' }), rows(0.4))]).toEqual([0, 0]);
});

describe('target halves', () => {
  const term = plugin.make({ target: 'halves', rows: 'bootstrap' });
  /** u_1 = x and u_2 = x + t: one term of each kind, so that the middle point and both times are seen. */
  const linear = flowOf(2, 2, ({ x, t }, k) => (k === 1 ? x : tf.add(x, t)));

  test('is the mean of u_2 over both halves, by the middle of a Taylor step', () => {
    const drawn = rows(0.2, 0.5);
    const step = exampleStep(term, { rows: drawn, flow: linear });
    const [x, y] = [0.2 * 10 + 0.8, 0.2 * 0.5 - 1.6];
    const middle = (value: number) => value + 0.25 * value + 0.03125 * (value + 0.2);
    const difference = (value: number) => (value + 0.2 + middle(value) + 0.45) / 2 - (value + 0.2);
    expectClose('loss', valuesOf(term.evaluate(step)), [difference(x) ** 2 + difference(y) ** 2], {
      relative: 1e-5,
    });
  });

  test('tells the networks half of the step, however fine', () => {
    const told: number[] = [];
    const watched: Flow = flowOf(2, 2, ({ x, d }) => {
      told.push(Number(d.dataSync()[0]));
      return x;
    });
    term.evaluate(exampleStep(term, { rows: rows(0.5, 1 / 128), flow: watched }));
    expect(new Set(told)).toEqual(new Set([1 / 128, 1 / 256]));
  });
});

test('stands on the row group that it is told, and its name says which', () => {
  expect(plugin.make()).toMatchObject({
    name: 'as-published-acceleration-matching',
    orders: [2],
    rows: { name: 'matching', derivatives: 1 },
  });
  expect(plugin.make({ rows: 'bootstrap', target: 'halves' })).toMatchObject({
    name: 'as-published-acceleration-bootstrap',
    orders: [1, 2],
    rows: { name: 'bootstrap' },
  });
});
