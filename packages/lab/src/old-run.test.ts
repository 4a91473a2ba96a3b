import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exportRun } from './export/export-run.ts';
import { evaluateRun } from './evaluate-run.ts';
import { readManifest, runFolder } from './run-folder.ts';
import { openRun } from './testing/points-experiment.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { resumeRun } from './train-run.ts';
import { drawSamples, openTrainedRun } from './trained-run.ts';

/** A run of an older version, without checksums, fitted units and hashes of its data: `highorder train old.yaml` there. */
const old = fileURLToPath(new URL('./testing/old-run', import.meta.url));

function copyOfOld(): { readonly folder: string; readonly run: string } {
  const folder = temporaryFolder();
  cpSync(old, folder, { recursive: true });
  return { folder, run: join(folder, 'run') };
}

const numbersIn = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(',').map(Number));

test('an old run samples what it did, and is exported and measured', async () => {
  const { folder, run } = copyOfOld();
  const told: string[] = [];
  const opened = await openTrainedRun(run, await openRun(run, folder, true), (message) => told.push(message));
  const { values } = await drawSamples(opened, { count: 4, steps: 2, seed: 0 });
  const before = numbersIn(readFileSync(join(folder, 'sample-steps-2-count-4.csv'), 'utf8'));
  // Other processors round transcendental functions otherwise.
  values.forEach((value, index) => expect(value).toBeCloseTo(before[index] ?? Number.NaN, 4));
  expect(exportRun(opened, { steps: 2, into: join(folder, 'export') }).files).toHaveLength(4);
  const { rows } = await evaluateRun(opened.model, opened.folder, opened.parameters, { callbacks: [] });
  expect(rows.map(({ metric, steps }) => [metric, steps])).toEqual([
    ['energy-distance', 1],
    ['energy-distance', 2],
  ]);
  opened.dispose();
  expect(told).toEqual([]);
});

test('an old run is resumed, and has from then on what new ones have', async () => {
  const { folder, run } = copyOfOld();
  const experiment = await openRun(run, folder, false);
  const { manifest } = await resumeRun(run, experiment, { runs: folder, command: '', version: '0.0.0' });
  expect(manifest).toMatchObject({ status: 'done', warnings: [] });
  expect(readManifest(runFolder(run)).fitted?.units.scale).toBeGreaterThan(1);
});
