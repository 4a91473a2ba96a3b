import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Points, randomStream, required } from '@highorder/core';
import {
  createModel,
  createSampler,
  createTrainer,
  exportRun,
  openTrainedRun,
  samplingParameters,
  trainRun,
} from '@highorder/lab';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPeers } from './contestants/peers.ts';
import { exportEnvironment, firstPython, peersEnvironment, peersFolder } from './peers/python-environment.ts';
import { openWork } from './works/open-experiment.ts';

const folder = mkdtempSync(join(tmpdir(), 'highorder-export-'));
const STEPS = 3;
/** With PyTorch where it is. */
const python = firstPython([peersEnvironment, exportEnvironment]);
let source: Points;
let samples: Points;

/** A head of each order, so that names, turned weights, sizes and the lower outputs all matter. */
const overrides = [
  'heads=[{use: mlp, order: 1, hidden: [8, 6], sees: [x, t, d]}, {use: mlp, order: 2, hidden: [5], sees: [x, t, d, lower]}]',
  'preconditioning.use=none',
  'training.steps=20',
  'training.batch=64',
];

beforeAll(async () => {
  const open = () =>
    openWork({
      sources: ['problems/two-moons', 'methods/homo-1-2'],
      overrides,
      engine: { use: 'eager', backend: 'cpu' },
      threads: 1,
    });
  const trained = await trainRun(await open(), { runs: folder, command: 'test', version: '0' });
  const experiment = await open();
  const run = await openTrainedRun(trained.folder.path, experiment);
  const { model, parameters } = run;
  source = model.source.sample(50, randomStream({ seed: 3, purpose: 'export' }));
  samples = await createSampler(model, experiment.engine)({ parameters, sources: source, steps: STEPS });
  exportRun(run, { steps: STEPS, into: join(folder, 'export') });
  run.dispose();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('an exported run', { timeout: 60_000 }, () => {
  test('gives the samples of the run in ONNX Runtime, for any number of points', async () => {
    const session = await InferenceSession.create(readFileSync(join(folder, 'export', 'sampler.onnx')));
    for (const count of [1, 7, 50]) {
      const values = Float32Array.from(source.values.subarray(0, 2 * count));
      const { samples: found } = await session.run({ source: new Tensor('float32', values, [count, 2]) });
      expect(found?.dims).toEqual([count, 2]);
      expectClose(
        Array.from<unknown, number>(found?.data ?? [], Number),
        samples.values.subarray(0, 2 * count),
      );
    }
    await session.release();
  });

  // In CI this must run; elsewhere it needs `npm run setup:python`, or `npm run bench:peers` for PyTorch.
  test.skipIf(python === undefined && process.env['CI'] === undefined)(
    'gives them in Python too, and from its parameters by NumPy, and by torch.nn modules where PyTorch is there',
    () => {
      const rows = Array.from({ length: source.count }, (_, row) => [
        ...source.values.subarray(2 * row, 2 * row + 2),
      ]);
      const request = JSON.stringify({ folder: join(folder, 'export'), source: rows });
      const script = join(peersFolder, 'read_export.py');
      const program = required(python, 'There is no Python for exports: run `npm run setup:python`.');
      const answer = JSON.parse(execFileSync(program, [script, request], { encoding: 'utf8' }));
      expect(answer.inputs).toEqual([['source', ['rows', 2]]]);
      expect(Object.keys(answer.samples)).toEqual(
        expect.arrayContaining(['onnx', 'numpy', ...(hasPeers() ? ['torch'] : [])]),
      );
      for (const found of Object.values<number[][]>(answer.samples))
        expectClose(found.flat(), samples.values);
    },
  );
});

/** Features, clocks, integrators and heads that make other graphs. */
const others = {
  'Fourier features and a log clock': [
    'heads=[{use: mlp, order: 1, hidden: [8], fourier: 3, sees: [x, t, d], activation: gelu}]',
    'preconditioning={use: unit-variance, clock: log}',
  ],
  'a shared trunk': ['heads=[{use: shared-mlp, orders: [1, 2], hidden: [8]}]', 'integrator={use: taylor}'],
  'Runge-Kutta steps': ['integrator={use: runge-kutta-4}'],
  'a Transformer': ['heads=[{use: bench-transformer, order: 1, width: 8, blocks: 1, heads: 2}]'],
};

test.each(Object.entries(others))('exports %s', { timeout: 60_000 }, async (_, changes) => {
  const experiment = await openWork({
    sources: ['problems/eight-modes', 'methods/flow-matching'],
    overrides: changes,
    engine: { use: 'eager', backend: 'cpu' },
    threads: 1,
  });
  await experiment.engine.open();
  const model = createModel(experiment);
  const state = createTrainer(model, experiment.engine).begin();
  const parameters = samplingParameters(state);
  const sources = model.source.sample(7, randomStream({ seed: 0, purpose: 'export' }));
  const wanted = await createSampler(model, experiment.engine)({ parameters, sources, steps: 2 });
  const { files } = exportRun({ model, parameters, step: 0 }, { steps: 2, into: join(folder, 'other') });
  const session = await InferenceSession.create(readFileSync(String(files[0])));
  const feed = { source: new Tensor('float32', Float32Array.from(sources.values), [7, 2]) };
  const found = await session.run(feed);
  await session.release();
  // Points of this problem are ten times as far apart as those above.
  const values = Array.from<unknown, number>(found['samples']?.data ?? [], Number);
  expectClose(
    values.map((value) => value / 10),
    wanted.values.map((value) => value / 10),
  );
});

test('README "Slow or silent": many steps are a loop of constant size, with the samples of the run', {
  timeout: 60_000,
}, async () => {
  const experiment = await openWork({
    sources: ['problems/two-moons', 'methods/homo-1-2'],
    overrides: [...overrides, 'preconditioning={use: unit-variance, clock: log}'],
    engine: { use: 'eager', backend: 'cpu' },
    threads: 1,
  });
  await experiment.engine.open();
  const model = createModel(experiment);
  const parameters = samplingParameters(createTrainer(model, experiment.engine).begin());
  const exported = (steps: number) => {
    const { files } = exportRun({ model, parameters, step: 0 }, { steps, into: join(folder, 'many') });
    return readFileSync(String(files[0]));
  };
  const bytes = exported(70);
  const sources = model.source.sample(7, randomStream({ seed: 0, purpose: 'export' }));
  const wanted = await createSampler(model, experiment.engine)({ parameters, sources, steps: 70 });
  const session = await InferenceSession.create(bytes);
  for (const count of [1, 7]) {
    const values = Float32Array.from(sources.values.subarray(0, 2 * count));
    const { samples: found } = await session.run({ source: new Tensor('float32', values, [count, 2]) });
    expect(found?.dims).toEqual([count, 2]);
    expectClose(Array.from<unknown, number>(found?.data ?? [], Number), wanted.values.subarray(0, 2 * count));
  }
  await session.release();
  // Two float32 numbers a step, its time and its length, and some bytes for the lengths of fields.
  expect(exported(5000).length - bytes.length).toBeLessThan(2 * 4 * (5000 - 70) + 100);
});

/** Both computed in float32, in another order. */
function expectClose(found: readonly number[], wanted: Float64Array): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, index) => expect(Math.abs(value - Number(wanted[index]))).toBeLessThan(1e-5));
}
