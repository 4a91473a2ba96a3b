import { expect, test } from 'vitest';
import { LossFailure } from './loss-failure.ts';
import { readManifest, runFolder } from './run-folder.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { trainRun } from './train-run.ts';

const run = async (overrides: readonly string[]) => {
  const warnings: string[] = [];
  const result = await trainRun(await smallExperiment(overrides), {
    runs: temporaryFolder(),
    command: 'highorder train small',
    version: '0.0.0',
    callbacks: [{ onWarning: ({ message }) => warnings.push(message) }],
  });
  return { ...result, warnings };
};

test('a sound experiment earns no warning', async () => {
  expect((await run([])).warnings).toEqual([]);
});

test('a term without a say is warned about once, by name', async () => {
  const { warnings, manifest } = await run(['losses.1.weight=1e-15']);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(
    /^Loss term matching-2 \(losses\.1, weight 1e-15\) contributes nothing: its share/,
  );
  expect(manifest.warnings).toEqual(warnings);
});

test('README "Wrong without being noticed": a head that the sampler never reads is warned about, in the run', async () => {
  const { warnings, manifest } = await run(['integrator.use=heun']);
  expect(warnings).toEqual([
    'heads.1: the sampler never reads the head of order 2: the integrator heun asks for u_1 alone, so samples are the same ' +
      'without it. Use integrator.use=taylor, or drop the head and the losses that train it.',
  ]);
  expect(manifest.warnings).toEqual(warnings);
});

test('extend 11: a small default weight that alone teaches its network earns no warning', async () => {
  const heads = [1, 2, 3, 4].map((order) => `{ use: mlp, order: ${order}, hidden: [8], sees: [x, t] }`);
  const losses = [1, 2, 3, 4].map((order) => `{ use: matching, order: ${order} }`);
  const { warnings } = await run([`heads=[${heads.join(', ')}]`, `losses=[${losses.join(', ')}]`]);
  expect(warnings).toEqual([]);
});

test('a weight of 0 is warned about', async () => {
  const { warnings } = await run(['losses.2.weight=0']);
  expect(warnings).toHaveLength(2);
  expect(warnings[0]).toBe(
    'losses.2.weight: a weight of 0 switches self-consistency off. Raise the weight, or drop the term.',
  );
});

test('a network that no term reaches is warned about', async () => {
  const overrides = ['losses=[{use: matching, order: 1}]', 'training.steps=100', 'training.log=100'];
  const { warnings } = await run(overrides);
  expect(warnings).toEqual([
    'The network of order 2 (heads.1, mlp) does not move: its parameters are still those it was given at the start. ' +
      'Add a loss term that reaches it.',
  ]);
});

test('a loss that is not finite stops the run with the step, the term, the row and the way out', async () => {
  const runs = temporaryFolder();
  let path = '';
  const experiment = await smallExperiment([
    'training.optimizer={use: sgd, learningRate: 1e30, momentum: 0}',
    'training.steps=50',
  ]);
  const failing = trainRun(experiment, {
    runs,
    command: 'highorder train small',
    version: '0.0.0',
    onStart: ({ folder }) => {
      path = folder.path;
    },
  });
  await expect(failing).rejects.toThrow(LossFailure);
  await expect(failing).rejects.toThrow(
    /^step \d+: the loss is not finite: term matching-1 \(losses\.0\) gives .* in row \d+ of the "matching" rows, at t = 0\.\d+, d = 0\.\n {2}Way out: Lower the learning rate/,
  );
  expect(readManifest(runFolder(path)).status).toBe('failed');
});

test('a failure past a checkpoint names it, and the manifest says how far the run is saved', async () => {
  let path = '';
  const experiment = await smallExperiment(['training.optimizer.use=sgd', 'training.optimizer.momentum=0']);
  const learningRate = { at: (step: number) => (step < 6 ? 1e-3 : 1e30) };
  const failing = trainRun(
    { ...experiment, optimizer: { ...experiment.optimizer, learningRate } },
    {
      runs: temporaryFolder(),
      command: 'highorder train small',
      version: '0.0.0',
      onStart: ({ folder }) => {
        path = folder.path;
      },
    },
  );
  await expect(failing).rejects.toThrow(/The last good checkpoint is .*checkpoints.5\./);
  expect(readManifest(runFolder(path))).toMatchObject({ status: 'failed', stepsDone: 5 });
});
