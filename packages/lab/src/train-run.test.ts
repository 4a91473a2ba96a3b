import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineDescription, StepRecord } from '@highorder/core';
import { readSealed } from '@highorder/files';
import { expect, test } from 'vitest';
import { savedSteps } from './checkpoint.ts';
import { openRunFolder, readManifest, readSteps, type RunFolder } from './run-folder.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { resumeRun, type RunOptions, trainRun } from './train-run.ts';

const options = (change: Partial<RunOptions> = {}): RunOptions => ({
  runs: temporaryFolder(),
  command: 'highorder train small',
  version: '0.0.0',
  ...change,
});

const stateOf = ({ checkpoints }: RunFolder, step: number) =>
  readFileSync(join(checkpoints, String(step), 'state.safetensors'));

const withoutClock = (records: readonly StepRecord[]) => records.map(({ seconds: _, ...record }) => record);

/** Interrupts a run after a step. */
function interruptAfter(step: number): Pick<RunOptions, 'signal' | 'callbacks'> {
  const controller = new AbortController();
  const onStep = (record: StepRecord) => {
    if (record.step === step) controller.abort();
  };
  return { signal: controller.signal, callbacks: [{ onStep }] };
}

test('a run leaves all its files, and they agree', async () => {
  const { folder, manifest, evaluation } = await trainRun(await smallExperiment(), options());
  expect(manifest.status).toBe('done');
  expect(readManifest(folder)).toEqual(manifest);
  expect(savedSteps(folder.checkpoints)).toEqual([5, 10, 12]);
  expect(readSteps(folder).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(readSealed(folder.evaluation)).toMatchObject({ ...evaluation });
  expect(evaluation?.rows.map(({ metric, steps }) => [metric, steps])).toEqual([
    ['energy-distance', 1],
    ['energy-distance', 2],
  ]);
  const sources = JSON.parse(readFileSync(folder.sources, 'utf8'));
  expect(sources['training.steps']).toEqual({ value: 12, origin: 'small.yaml:14:20' });
  expect(sources['training.clip'].origin).toBe('default of experiment');
  expect(readFileSync(join(folder.samples, 'steps-2.csv'), 'utf8').split('\n')).toHaveLength(42);
});

test('equal seeds give equal runs, other seeds other ones', async () => {
  const first = await trainRun(await smallExperiment(), options());
  const again = await trainRun(await smallExperiment(), options());
  const other = await trainRun(await smallExperiment(['seed=7']), options());
  expect(again.evaluation).toEqual(first.evaluation);
  expect(stateOf(again.folder, 12)).toEqual(stateOf(first.folder, 12));
  expect(other.evaluation).not.toEqual(first.evaluation);
});

test.each([
  ['on the way to a checkpoint', 7],
  ['at a checkpoint', 5],
])('a run interrupted %s goes on to the same bits', async (_, step) => {
  const overrides = ['training.average=0.9', 'training.optimizer.use=adamw'];
  const whole = await trainRun(await smallExperiment(overrides), options());
  const stopped = await trainRun(await smallExperiment(overrides), options(interruptAfter(step)));
  expect(stopped.manifest.status).toBe('interrupted');
  expect(stopped.manifest.stepsDone).toBe(step);
  expect(stopped.evaluation).toBeUndefined();
  const resumed = await resumeRun(stopped.folder.path, await smallExperiment(overrides), options());
  expect(resumed.manifest.status).toBe('done');
  expect(stateOf(resumed.folder, 12)).toEqual(stateOf(whole.folder, 12));
  expect(resumed.evaluation).toEqual(whole.evaluation);
  expect(withoutClock(readSteps(resumed.folder))).toEqual(withoutClock(readSteps(whole.folder)));
});

test('two experiments live in one process, each with its own container', async () => {
  const alone = await trainRun(await smallExperiment(), options());
  const [left, right] = await Promise.all([
    trainRun(await smallExperiment(), options()),
    trainRun(await smallExperiment(['interpolant.use=cubic', 'integrator.use=heun']), options()),
  ]);
  expect(left.evaluation).toEqual(alone.evaluation);
  expect(right.evaluation).not.toEqual(alone.evaluation);
  expect(right.manifest.method).toContain('heun');
});

test('a folder without a run is refused with the way out', () => {
  expect(() => openRunFolder('/nowhere/at-all')).toThrow(
    /There is no run in this folder.*\n.*highorder train/,
  );
});

test('a run interrupted while it is measured is measured when it goes on', async () => {
  const whole = await trainRun(await smallExperiment(), options());
  const controller = new AbortController();
  const onCheckpoint = ({ step }: { readonly step: number }) => {
    if (step === 12) setImmediate(() => controller.abort());
  };
  const stopped = await trainRun(
    await smallExperiment(),
    options({ signal: controller.signal, callbacks: [{ onCheckpoint }] }),
  );
  expect(stopped.manifest).toMatchObject({ status: 'interrupted', stepsDone: 12 });
  expect(stopped.evaluation).toBeUndefined();
  const resumed = await resumeRun(stopped.folder.path, await smallExperiment(), options());
  expect(resumed.manifest.status).toBe('done');
  expect(resumed.evaluation).toEqual(whole.evaluation);
});

test('an engine that becomes another one says so in the manifest and to who watches', async () => {
  const experiment = await smallExperiment();
  const warnings: string[] = [];
  const engine = {
    ...experiment.engine,
    async open(changed?: (description: EngineDescription) => void) {
      const description = await experiment.engine.open();
      const notes = ['Known from the start.'];
      changed?.({ ...description, backend: 'other', notes: [...notes, 'The first one broke.'] });
      return { ...description, notes };
    },
  };
  const onWarning = ({ message }: { readonly message: string }) => warnings.push(message);
  const { manifest } = await trainRun({ ...experiment, engine }, options({ callbacks: [{ onWarning }] }));
  expect(manifest.engine.backend).toBe('other');
  expect(manifest.warnings).toEqual(['The first one broke.']);
  expect(warnings).toEqual(['The first one broke.']);
});

test('what is measured and drawn is what it says: source, target, and the cost of a sample', async () => {
  const { folder, evaluation } = await trainRun(await smallExperiment(['integrator.use=heun']), options());
  const radiusIn = (file: string) => {
    const lines = readFileSync(join(folder.samples, file), 'utf8').trim().split('\n').slice(1);
    const radii = lines.map((line) => Math.hypot(...line.split(',').map(Number)));
    return radii.reduce((sum, radius) => sum + radius, 0) / radii.length;
  };
  // The target is a ring of radius 4, the source a Gaussian whose points lie 1.25 from its center on average.
  expect(Math.abs(radiusIn('target.csv') - 4)).toBeLessThan(0.3);
  expect(Math.abs(radiusIn('source.csv') - 1.25)).toBeLessThan(0.5);
  expect(evaluation?.rows.map(({ steps, evaluations }) => [steps, evaluations])).toEqual([
    [1, 2],
    [2, 4],
  ]);
});
