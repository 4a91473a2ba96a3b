import { type Callback, guardedCallback, type WatchedRun } from '@highorder/core';
import { expect, test } from 'vitest';
import { readManifest, runFolder } from './run-folder.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { trainRun } from './train-run.ts';

/** Trains twelve updates, of which every third is logged, with callbacks of the experiment itself. */
async function train(callbacks: readonly Callback[], folder = temporaryFolder()) {
  const experiment = { ...(await smallExperiment(['training.log=3', 'seed=7'])), callbacks };
  return trainRun(experiment, { runs: folder, folder, command: 'highorder train small', version: '0.0.0' });
}

test('extend 8: the cadence of a callback is its own', async () => {
  const steps: Record<string, number[]> = { own: [], logged: [], last: [] };
  const noting = (name: string, every?: number): Callback => ({
    every,
    onStep: ({ step }) => steps[name]?.push(step),
  });
  await train([noting('own', 5), noting('logged'), noting('last', 12)]);
  expect(steps).toEqual({ own: [5, 10], logged: [1, 3, 6, 9, 12], last: [12] });
});

test('extend 8: a callback is told first what it watches, where, and the seed', async () => {
  const told: (string | WatchedRun)[] = [];
  const { folder } = await train([
    {
      onStart: (run) => told.push(run),
      onStep: () => told.push('step'),
      onEvaluation: () => told.push('end'),
    },
  ]);
  expect(told[0]).toEqual({
    watches: 'training',
    name: 'small',
    seed: 7,
    folder: folder.path,
    step: 0,
    steps: 12,
  });
  expect(told.slice(1)).toEqual([...new Array<string>(5).fill('step'), 'end']);
});

test('extend 8: a callback that throws ends the run, which says whose error it is', async () => {
  const folder = temporaryFolder();
  const wrong: Callback = {
    onCheckpoint() {
      throw new Error('no space for me');
    },
  };
  const running = train([guardedCallback(wrong, { where: 'callbacks.0', name: 'beacon' })], folder);
  await expect(running).rejects.toThrow(
    'callbacks.0: The callback "beacon" failed in onCheckpoint: no space for me',
  );
  expect(readManifest(runFolder(folder)).status).toBe('failed');
});

test('README "training.average=0.9999": what check warns of, the run warns of too', async () => {
  const warnings: string[] = [];
  const experiment = await smallExperiment(['training.average=0.999']);
  const { manifest } = await trainRun(experiment, {
    runs: temporaryFolder(),
    command: 'highorder train small',
    version: '0.0.0',
    callbacks: [{ onWarning: ({ message }) => warnings.push(message) }],
  });
  expect(warnings[0]).toMatch(/^training\.average: after 12 updates the average still holds 99 % of/);
  expect(manifest.warnings).toEqual(warnings);
});
