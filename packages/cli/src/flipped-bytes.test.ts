import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HighOrderError } from '@highorder/core';
import { newestCheckpoint, readManifest, runFolder, tellChanges, trainRun } from '@highorder/lab';
import { readRun } from '@highorder/report';
import { loadPlugins, openExperiment } from '@highorder/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { openHost } from './compose.ts';

const CONFIGURATION = `
name: small
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
heads: [{ use: mlp, order: 1, hidden: [4], sees: [x, t] }]
losses: [{ use: matching, order: 1 }]
engine: { use: eager, backend: cpu }
training: { steps: 6, batch: 8, log: 1, checkpoint: 3 }
evaluation: { steps: [1], samples: 8, draws: 2, metrics: [{ use: energy-distance }] }
`;

async function finishedRun(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-flipped-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'runs'));
  writeFileSync(join(folder, 'small.yaml'), CONFIGURATION);
  const sources = ['small.yaml'];
  const registry = await loadPlugins(folder);
  const experiment = openExperiment({
    sources,
    overrides: [],
    folder,
    searchPath: [],
    registry,
    ...(await openHost()),
  });
  const { folder: run } = await trainRun(experiment, {
    runs: join(folder, 'runs'),
    command: 'highorder train small.yaml',
    version: '0.0.0',
  });
  return run.path;
}

/** What the verbs that read a run say of it: `report` reads all but checkpoints, the others those. */
async function complaints(path: string): Promise<readonly string[]> {
  const told: string[] = [];
  try {
    const folder = runFolder(path);
    tellChanges(folder, readManifest(folder), (message) => told.push(message));
    newestCheckpoint(folder.checkpoints, (message) => told.push(message));
    told.push(...(await readRun(path)).warnings);
  } catch (error) {
    // Anything else would be a stack trace.
    if (!(error instanceof HighOrderError)) throw error;
    told.push(error.message);
  }
  return told;
}

/** The files of a run that some verb reads, by name from its folder. The lock is empty, and of no more use. */
function filesOf(run: string): readonly string[] {
  return readdirSync(run, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('lock.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(join('checkpoints', '3')));
}

test('torture: a flipped byte in any file of a finished run is noticed, and the file named', {
  timeout: 120_000,
}, async () => {
  const run = await finishedRun();
  expect(await complaints(run)).toEqual([]);
  const files = filesOf(run);
  expect(files).toHaveLength(11);
  for (const file of files) {
    const bytes = readFileSync(file);
    const places = Array.from({ length: 12 }, (_, part) => Math.floor(((bytes.length - 1) * part) / 11));
    for (const at of places) {
      writeFileSync(
        file,
        bytes.map((byte, index) => (index === at ? byte ^ (1 << (at % 8)) : byte)),
      );
      const told = await complaints(run);
      expect(told.join('\n'), `${file}, byte ${at}`).toContain(
        file
          .slice(run.length + 1)
          .split('/')
          .at(-1),
      );
    }
    writeFileSync(file, bytes);
  }
  expect(await complaints(run)).toEqual([]);
});
