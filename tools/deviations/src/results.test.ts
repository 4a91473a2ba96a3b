import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { appendMeasurements, isMeasured, type Measurement, readMeasurements } from './results.ts';

const folder = mkdtempSync(join(tmpdir(), 'highorder-deviations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const measurement: Measurement = {
  problem: 'circle',
  variant: 'corrected',
  seed: 2,
  metric: 'w2-stratified',
  steps: 100,
  value: 1.25,
  floor: 5e-7,
};

test('what is added comes back, run after run', () => {
  const path = join(folder, 'rows.csv');
  expect(readMeasurements(path)).toEqual([]);
  appendMeasurements(path, [measurement]);
  appendMeasurements(path, [{ ...measurement, seed: 3 }]);
  expect(readMeasurements(path)).toEqual([measurement, { ...measurement, seed: 3 }]);
  expect(isMeasured(readMeasurements(path), measurement)).toBe(true);
  expect(isMeasured(readMeasurements(path), { ...measurement, seed: 4 })).toBe(false);
});

test('a line that is no measurement is refused', () => {
  const path = join(folder, 'broken.csv');
  writeFileSync(path, 'problem,variant,seed,metric,steps,value,floor\ncircle,corrected,0\n');
  expect(() => readMeasurements(path)).toThrow();
});
