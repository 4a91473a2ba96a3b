import type { EvaluationRow } from '@highorder/core';
import { expect, test } from 'vitest';
import { evaluationTable } from './evaluation-table.ts';

const row = (metric: string, steps: number, value: number, floor = { floor: 0.24, floorDeviation: 0.02 }) =>
  ({
    metric,
    steps,
    evaluations: 2 * steps,
    value,
    ...floor,
    samples: 1000,
    draws: 8,
  }) satisfies EvaluationRow;

test('metrics are rows, numbers of steps are columns, the floor is last, values are told how far from it, or not resolved', () => {
  const energy = { floor: 2.1e-4, floorDeviation: 1.5e-5 };
  const rows = [
    row('w2-stratified', 1, 3.838),
    row('w2-stratified', 16, 0.2799),
    row('w2-stratified', 4, 0.3001),
    row('energy-distance', 1, 12345.6, energy),
    row('energy-distance', 4, 1.2e-4, energy),
    row('energy-distance', 16, Number.NaN, energy),
    row('endpoint-error', 1, 0.2, { floor: 0, floorDeviation: 0 }),
  ];
  const skipped = [{ metric: 'mode-distance', reason: 'the target is no mixture.' }];
  expect(evaluationTable(rows, skipped)).toBe(
    `
steps                       1               4          16              floor   resolves
evaluations                 2               8          32
───────────────────────────────────────────────────────────────────────────────────────
w2-stratified     3.84 (+170)    0.300 (+2.8)     0.280 ~     0.240 ± 0.0200   ± 0.0502
energy-distance  12346 (+999)  1.20e-4 (-5.7)  not finite  2.10e-4 ± 1.50e-5  ± 3.76e-5
endpoint-error          0.200               -           -              0 ± 0
~ not resolved: closer to the floor than one evaluation can tell ("resolves"). The flow may be perfect, or this metric on so few samples may not see its fault.
In parentheses: distance from the floor, in standard errors of (value - floor).
Skipped mode-distance: the target is no mixture.`.trimStart(),
  );
});

test('a metric that was not measured at some number of steps has a dash there', () => {
  const text = evaluationTable([row('w2', 1, 1), row('w2', 2, 1), row('sliced-w2', 2, 1)], []);
  expect(text.split('\n')[4]).toMatch(/^sliced-w2 +- +1\.00 \(\+36\) +0\.240 ± 0\.0200 +± 0\.0502$/);
});

test('an evaluation without a row says so and why', () => {
  expect(evaluationTable([], [{ metric: 'w2', reason: 'no points.' }])).toBe(
    'Nothing was evaluated.\nSkipped w2: no points.',
  );
});

test('README "Verdicts": no value is marked as good', () => {
  const rows = [0.24, 0.25, 0.23, 0.2].map((value, index) => row('w2', 2 ** index, value));
  const text = evaluationTable(rows, []);
  expect(text).not.toMatch(/[*✓]|as good/);
  // Of 8 draws t(0.975, 7) = 2.3646: resolved beyond 2.3646 sqrt(1 + 1/8) 0.02 = 0.0502.
  const edge = (value: number) => evaluationTable([row('w2', 1, value)], []).split('\n')[3];
  expect(edge(0.29)).toContain('0.290 ~');
  expect(edge(0.2903)).toContain('0.290 (+2.4)');
  // Two draws say little: t(0.975, 1) = 12.7.
  expect(evaluationTable([{ ...row('w2', 1, 0.5), draws: 2 }], [])).toContain('0.500 ~');
});

test('truth H: samples that are not finite are counted beside the value that they took away', () => {
  const lost = { ...row('w2', 1, Number.NaN), notFinite: 3, samples: 64 };
  const lines = evaluationTable([lost, row('w2', 4, 0.24)], []).split('\n');
  expect(lines[3]).toMatch(/^w2 +not finite \(3 of 64\) +0\.240 ~ /);
  expect(lines[4]).toBe(
    'not finite (3 of 64): so many samples are infinite or not a number. No value is given: the other samples alone would flatter the flow.',
  );
  expect(evaluationTable([row('w2', 1, Number.NaN)], [])).not.toContain('not finite (');
});
