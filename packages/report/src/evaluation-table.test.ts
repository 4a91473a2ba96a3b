import type { EvaluationRow } from '@highorder/core';
import { expect, test } from 'vitest';
import { evaluationTable } from './evaluation-table.ts';

const row = (metric: string, steps: number, value: number, floor = { floor: 0.24, floorDeviation: 0.02 }) =>
  ({ metric, steps, evaluations: 2 * steps, value, ...floor, samples: 1000 }) satisfies EvaluationRow;

test('metrics are rows, numbers of steps are columns, the floor is last, values in its band are marked', () => {
  const energy = { floor: 2.1e-4, floorDeviation: 1.5e-5 };
  const rows = [
    row('w2-stratified', 1, 3.838),
    row('w2-stratified', 16, 0.2799),
    row('w2-stratified', 4, 0.2801),
    row('energy-distance', 1, 12345.6, energy),
    row('energy-distance', 4, 1.2e-4, energy),
    row('energy-distance', 16, Number.NaN, energy),
  ];
  const skipped = [{ metric: 'mode-distance', reason: 'the target is no mixture.' }];
  expect(evaluationTable(rows, skipped)).toBe(
    `
steps                1         4           16               floor
evaluations          2         8           32
─────────────────────────────────────────────────────────────────
w2-stratified     3.84     0.280        0.280*     0.240 ± 0.0200
energy-distance  12346   1.20e-4<  not finite   2.10e-4 ± 1.50e-5
* within two deviations of the floor: as good as a fresh draw of the truth
< below that band: fresh draws of the truth do not get so low
Skipped mode-distance: the target is no mixture.`.trimStart(),
  );
});

test('a metric that was not measured at some number of steps has a dash there', () => {
  const text = evaluationTable([row('w2', 1, 1), row('w2', 2, 1), row('sliced-w2', 2, 1)], []);
  expect(text.split('\n')[4]).toMatch(/^sliced-w2 +- +1\.00 +0\.240 ± 0\.0200$/);
});

test('an evaluation without a row says so and why', () => {
  expect(evaluationTable([], [{ metric: 'w2', reason: 'no points.' }])).toBe(
    'Nothing was evaluated.\nSkipped w2: no points.',
  );
});
