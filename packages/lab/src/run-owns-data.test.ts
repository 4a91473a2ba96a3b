import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '@highorder/core';
import { sha256, takeLock } from '@highorder/files';
import { hostFiles } from '@highorder/runtime';
import { expect, test } from 'vitest';
import { newestCheckpoint, savedSteps } from './checkpoint.ts';
import { describeExport } from './export/describe-export.ts';
import { exportRun } from './export/export-run.ts';
import { readManifest, readSteps, runFolder } from './run-folder.ts';
import { openPoints, openRun, type Place, placeWithPoints, ringOf } from './testing/points-experiment.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { resumeRun, type RunOptions, trainRun } from './train-run.ts';
import { drawSamples, openTrainedRun } from './trained-run.ts';

const options = (runs: string, change: Partial<RunOptions> = {}): RunOptions => ({
  runs,
  command: 'highorder train points.yaml',
  version: '0.0.0',
  ...change,
});

/** What data are recorded as is their place from the folder of the command, which a test cannot change. */
async function trained(place: Place, change: Partial<RunOptions> = {}): Promise<string> {
  const result = await trainRun(await openPoints(place), options(place.runs, change));
  return result.folder.path;
}

/** Eight samples and the units of a run, as `sample` and `export` give them from a folder. */
async function answerOf(run: string, folder: string) {
  const opened = await openTrainedRun(run, await openRun(run, folder, true));
  const { values } = await drawSamples(opened, { count: 8, steps: 2, seed: 0 });
  const { units } = describeExport(opened, 2);
  opened.dispose();
  return { values, units };
}

/** A run of 12 steps that was interrupted after 7. */
async function interrupted(place: Place): Promise<string> {
  const controller = new AbortController();
  const onStep = ({ step }: { readonly step: number }) => step === 7 && controller.abort();
  return trained(place, { signal: controller.signal, callbacks: [{ onStep }] });
}

test('README "A run owns what was fitted on its data": samples and export do not change with the data', async () => {
  const place = placeWithPoints();
  const run = await trained(place);
  const before = await answerOf(run, place.folder);
  expect(before.units.scale).toBeCloseTo(3 / Math.SQRT2, 1);
  writeFileSync(place.data, ringOf(1000));
  expect(await answerOf(run, place.folder)).toEqual(before);
  rmSync(place.data);
  expect(await answerOf(run, place.folder)).toEqual(before);
  expect(await answerOf(run, temporaryFolder())).toEqual(before);
});

test('README "A run owns what was fitted on its data": resume refuses other data, with both hashes and a fix', async () => {
  const place = placeWithPoints();
  const run = await interrupted(place);
  writeFileSync(place.data, ringOf(1000));
  const opening = openRun(run, place.folder, false);
  await expect(opening).rejects.toThrow(
    new RegExp(
      `mine\\.csv was changed since this run was trained on it: its SHA-256 was ${sha256(ringOf(1))} then`,
    ),
  );
  await expect(opening).rejects.toThrow(sha256(ringOf(1000)));
  await expect(opening).rejects.toThrow(/train a new run/);
  // Whoever opens the experiment without looking at the run is refused all the same.
  await expect(resumeRun(run, await openPoints(place), options(place.runs))).rejects.toThrow(
    /was changed since/,
  );
  rmSync(place.data);
  await expect(openRun(run, place.folder, false)).rejects.toThrow(
    /which this run was trained on .* cannot be read/,
  );
});

test('README "A run owns what was fitted on its data": resume from another folder finds the data', async () => {
  const place = placeWithPoints();
  const run = await interrupted(place);
  const { folder } = place;
  // The manifest has the place in which the command ran.
  const manifest = readManifest(runFolder(run));
  const data = manifest.data?.map((file) => ({ ...file, absolute: join(folder, file.path) }));
  const host = { files: hostFiles(tmpdir()) };
  const { runHost } = await import('./data-files.ts');
  const found = runHost({ ...manifest, data }, host, { lazily: false }).files.read('mine.csv');
  expect(found).toBe(ringOf(1));
});

test('README "A run owns what was fitted on its data": one process owns a run, another one is refused by name', async () => {
  const place = placeWithPoints();
  const attempts: Promise<unknown>[] = [];
  const onStart = ({ folder }: { readonly folder: { readonly path: string } }) => {
    attempts.push(
      openRun(folder.path, place.folder, false).then((experiment) =>
        resumeRun(folder.path, experiment, options(place.runs)),
      ),
    );
    attempts[0]?.catch(() => {});
  };
  const run = await trained(place, { onStart });
  await expect(attempts[0]).rejects.toThrow(InputError);
  await expect(attempts[0]).rejects.toThrow(
    new RegExp(`Process ${process.pid} on .* works on this run since \\d{4}-\\d\\d-\\d\\dT`),
  );
  expect(readSteps(runFolder(run)).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const again = takeLock(run);
  expect(again).toBeDefined();
  again?.release();
});

test.each([1, 3])(
  'README "A run owns what was fitted on its data": parameters that are not finite after %d steps are neither saved nor praised',
  async (steps) => {
    let path = '';
    const experiment = await smallExperiment([
      'training.optimizer={use: sgd, learningRate: 3e38, momentum: 0}',
      `training.steps=${steps}`,
      'training.checkpoint=1',
    ]);
    const failing = trainRun(
      experiment,
      options(temporaryFolder(), { onStart: ({ folder }) => (path = folder.path) }),
    );
    await expect(failing).rejects.toThrow(/not finite/);
    const { checkpoints } = runFolder(path);
    expect(readManifest(runFolder(path)).status).toBe('failed');
    // What is there is finite, or it could not be read.
    if (savedSteps(checkpoints).length > 0) expect(newestCheckpoint(checkpoints)).toBeDefined();
    expect(readdirSync(path).includes('checkpoints') ? readdirSync(checkpoints) : []).not.toContainEqual(
      expect.stringContaining('.part'),
    );
  },
);

test('README "A run owns what was fitted on its data": a truncated last checkpoint gives way to the one before', async () => {
  const place = placeWithPoints();
  const run = await trained(place);
  const file = join(run, 'checkpoints', '12', 'state.safetensors');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.length - 100));
  const told: string[] = [];
  const opened = await openTrainedRun(run, await openRun(run, place.folder, true), (message) =>
    told.push(message),
  );
  expect(opened.step).toBe(10);
  opened.dispose();
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/checkpoints.12.state\.safetensors: .* Going back to the checkpoint of step 10\.$/);
  const warnings: string[] = [];
  const onWarning = ({ message }: { readonly message: string }) => warnings.push(message);
  const resumed = await resumeRun(
    run,
    await openRun(run, place.folder, false),
    options(place.runs, { callbacks: [{ onWarning }] }),
  );
  expect(warnings).toEqual(told);
  expect(resumed.manifest.warnings).toEqual(told);
  expect(readFileSync(file)).toEqual(bytes);
});

test('reliability 2: without any whole checkpoint the run says so, and names the files', async () => {
  const place = placeWithPoints();
  const run = await interrupted(place);
  for (const step of savedSteps(join(run, 'checkpoints'))) {
    writeFileSync(join(run, 'checkpoints', String(step), 'state.safetensors'), '');
  }
  await expect(openTrainedRun(run, await openRun(run, place.folder, true))).rejects.toThrow(
    /No checkpoint of this run is whole\. .*checkpoints.7.state\.safetensors: .*checkpoints.5.state\.safetensors/,
  );
});

test('reliability 20: an edited configuration is told by whoever opens the run', async () => {
  const place = placeWithPoints();
  const run = await trained(place);
  const { config } = runFolder(run);
  writeFileSync(config, readFileSync(config, 'utf8').replace('seed: 0', 'seed: 1'));
  const told: string[] = [];
  const opened = await openTrainedRun(run, await openRun(run, place.folder, true), (message) =>
    told.push(message),
  );
  opened.dispose();
  expect(told).toEqual([expect.stringMatching(/config\.yaml was changed after the run began/)]);
  const { manifest } = await resumeRun(run, await openRun(run, place.folder, false), options(place.runs));
  expect(manifest.warnings).toEqual(told);
});

test('reliability 9: a damaged line of the metrics is told and left out, and the run goes on', async () => {
  const place = placeWithPoints();
  const run = await interrupted(place);
  const { metrics } = runFolder(run);
  const lines = readFileSync(metrics, 'utf8').split('\n');
  writeFileSync(metrics, lines.with(2, '{"step": 3, "st\u{FFFD}').join('\n'));
  const warnings: string[] = [];
  const onWarning = ({ message }: { readonly message: string }) => warnings.push(message);
  await resumeRun(
    run,
    await openRun(run, place.folder, false),
    options(place.runs, { callbacks: [{ onWarning }] }),
  );
  expect(warnings).toEqual([
    expect.stringMatching(/metrics\.jsonl was changed after the run wrote it/),
    expect.stringMatching(/metrics\.jsonl:3 is no logged step, and is left out/),
  ]);
  expect(readSteps(runFolder(run)).map(({ step }) => step)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test.each(['', '{"format": 1, ', '{"format": 99}', 'null', '[]'])(
  'reliability 9: a manifest that holds %j is named, not a stack trace',
  async (text) => {
    const folder = runFolder(temporaryFolder());
    writeFileSync(folder.manifest, text);
    expect(() => readManifest(folder)).toThrow(InputError);
    expect(() => readManifest(folder)).toThrow(/manifest\.json: /);
  },
);

test('reliability 11: nothing is written or removed through a link inside a run', async () => {
  const place = placeWithPoints();
  const run = await interrupted(place);
  const elsewhere = join(place.folder, 'elsewhere');
  renameSync(join(run, 'checkpoints'), elsewhere);
  mkdirSync(join(elsewhere, '3'));
  symlinkSync(elsewhere, join(run, 'checkpoints'));
  const before = readdirSync(elsewhere).sort();
  const resuming = resumeRun(run, await openRun(run, place.folder, false), options(place.runs));
  await expect(resuming).rejects.toThrow(
    /checkpoints: This is a link to .*never written or removed through one/,
  );
  expect(readdirSync(elsewhere).sort()).toEqual(before);
});

test('reliability 11: an export into a run is not written through a link', async () => {
  const place = placeWithPoints();
  const run = await interrupted(place);
  const elsewhere = join(place.folder, 'elsewhere');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(run, 'export'));
  const opened = await openTrainedRun(run, await openRun(run, place.folder, true));
  const into = join(run, 'export');
  expect(() => exportRun(opened, { steps: 1, into, inside: run })).toThrow(/export: This is a link to/);
  opened.dispose();
  expect(readdirSync(elsewhere)).toEqual([]);
});

test('reliability 19: what a killed save left is removed by the next start', async () => {
  const place = placeWithPoints();
  const run = await interrupted(place);
  const left = join(run, 'checkpoints', '10.4194305.part');
  mkdirSync(left);
  writeFileSync(join(left, 'state.safetensors'), 'half');
  writeFileSync(join(run, '4194305-1.part'), 'half');
  await resumeRun(run, await openRun(run, place.folder, false), options(place.runs));
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(run).filter((name) => name.includes('.part'))).toEqual([]);
});
