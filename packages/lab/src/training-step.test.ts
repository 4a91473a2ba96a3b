import { type EngineArrays, type PreconditioningInputs, required, tf } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import { expect, test } from 'vitest';
import { openBatches } from './batch.ts';
import { createModel } from './model.ts';
import { createSampler } from './sampler.ts';
import { smallExperiment } from './testing/small-experiment.ts';
import { createTrainer } from './trainer.ts';
import { totalLoss } from './training-loss.ts';
import { samplingParameters, type TrainingState } from './training-state.ts';

const plainDescent = (rate: string) => `training.optimizer={use: sgd, momentum: 0, learningRate: ${rate}}`;

async function openTrainer(overrides: readonly string[]) {
  const experiment = await smallExperiment(overrides);
  await experiment.engine.open();
  const trainer = createTrainer(createModel(experiment), experiment.engine);
  return { experiment, trainer, start: trainer.begin() };
}

/** A state with other vectors; `step` updates lie behind it. */
function stateWith(
  { engine }: Experiment,
  vectors: Readonly<Record<string, Float32Array>>,
  step = 0,
): TrainingState {
  const arrays: EngineArrays = Object.fromEntries(
    Object.entries(vectors).map(([name, values]) => [name, engine.upload(values, [values.length])]),
  );
  return { step, seconds: 0, arrays };
}

const vector = ({ arrays }: TrainingState, name = 'parameters') =>
  required(arrays[name], `The state has "${name}".`).read();

const norm = (values: Float32Array) => Math.hypot(...values);
const minus = (one: Float32Array, other: Float32Array) => one.map((value, at) => value - Number(other[at]));

test('an update goes against the gradient of the weighted loss, by finite differences', async () => {
  const { experiment, trainer, start } = await openTrainer([
    plainDescent('{use: constant, value: 0.5}'),
    // No part of this loss is held constant, or differences would see more than the gradient.
    'heads.1.gradientsToLower=true',
    'losses=[{use: matching, order: 1, weight: 0.5}, {use: matching, order: 2, weight: 0.25}]',
  ]);
  const before = vector(start);
  const advance = (parameters: Float32Array) =>
    trainer.advance(stateWith(experiment, { parameters }), undefined);
  const direction = before.map((_, at) => Math.sin(3 * at + 1) / Math.sqrt(before.length));
  const shifted = (by: number) => before.map((value, at) => value + by * Number(direction[at]));
  const step = 1e-2;
  const [above, below] = [await advance(shifted(step)), await advance(shifted(-step))];
  const slope = (above.record.loss - below.record.loss) / (2 * step);
  const { state, record } = await advance(before);
  const moved = minus(vector(state), before).reduce(
    (sum, value, at) => sum + value * Number(direction[at]),
    0,
  );
  expect(Math.abs(slope)).toBeGreaterThan(0.01);
  expect(moved / (-0.5 * slope)).toBeCloseTo(1, 2);
  const raws = Object.values(record.terms).map(({ raw }) => raw);
  expect(record.loss).toBeCloseTo(0.5 * Number(raws[0]) + 0.25 * Number(raws[1]), 4);
});

test('truth F: an average that warms up forgets its start, by the shares of its first updates', async () => {
  const { trainer, start } = await openTrainer([
    plainDescent('{use: constant, value: 0.01}'),
    'training.average=0.75',
    'training.averageWarmup=true',
  ]);
  let expected = Float64Array.from(vector(start, 'average'));
  let state = start;
  // (1 + n) / (10 + n) for n = 0, 1, ... until it is 0.75 at n = 26.
  for (let n = 0; n < 30; n++) {
    ({ state } = await trainer.advance(state, undefined));
    const decay = n < 26 ? (1 + n) / (10 + n) : 0.75;
    const parameters = vector(state);
    expected = expected.map((value, at) => decay * value + (1 - decay) * Number(parameters[at]));
    const found = vector(state, 'average');
    for (const [at, value] of found.entries()) expect(value).toBeCloseTo(Number(expected[at]), 5);
  }
});

test('README "a weight that is missing inside the trainer": it is an error', async () => {
  const experiment = await smallExperiment();
  await experiment.engine.open();
  const model = createModel(experiment);
  const row = tf.tensor1d([1]);
  expect(() => totalLoss(model, [row, row, row, row])).toThrow('Loss 3 has no weight: the experiment has 3.');
});

test('a clipped update is as long as the limit allows', async () => {
  const { trainer, start } = await openTrainer([
    plainDescent('{use: constant, value: 1}'),
    'training.clip=0.01',
  ]);
  const before = vector(start);
  const { state, record } = await trainer.advance(start, undefined);
  expect(record.gradientNorm).toBeGreaterThan(0.1);
  expect(norm(minus(vector(state), before))).toBeCloseTo(0.01, 5);
});

test('each update has the rate of its own step', async () => {
  const { experiment, trainer, start } = await openTrainer([
    plainDescent('{use: cosine, peak: 0.1, warmup: 4}'),
  ]);
  let state = start;
  const rates: number[] = [];
  for (let step = 0; step < 3; step++) {
    const before = vector(state);
    const result = await trainer.advance(state, undefined);
    state = result.state;
    rates.push(norm(minus(vector(state), before)) / result.record.gradientNorm);
  }
  rates.forEach((rate, step) => expect(rate).toBeCloseTo(experiment.optimizer.learningRate.at(step, 12), 4));
  expect(rates[2]).toBeGreaterThan(2 * Number(rates[0]));
});

test('the first update of Adam is corrected for its start: every parameter moves by the rate', async () => {
  const { trainer, start } = await openTrainer([
    'training.optimizer={use: adam, learningRate: {use: constant, value: 0.001}}',
  ]);
  const before = vector(start);
  const { state } = await trainer.advance(start, undefined);
  const moves = [...minus(vector(state), before).map(Math.abs)].sort((a, b) => a - b);
  expect(moves[Math.floor(moves.length / 2)]).toBeCloseTo(0.001, 5);
});

test('the average follows the parameters by its decay, and samples are made with it', async () => {
  const { trainer, start } = await openTrainer(['training.average=0.75']);
  const before = vector(start);
  const { state } = await trainer.advance(start, undefined);
  const after = vector(state);
  vector(state, 'average').forEach((value, at) =>
    expect(value).toBeCloseTo(0.75 * Number(before[at]) + 0.25 * Number(after[at]), 6),
  );
  expect(samplingParameters(state).read()).toEqual(vector(state, 'average'));
});

test('an averaged teacher has the averaged parameters', async () => {
  const overrides = [
    'training.average=0.9',
    'losses.2.teacher=average',
    plainDescent('{use: constant, value: 0.001}'),
  ];
  const { experiment, trainer, start } = await openTrainer(overrides);
  const parameters = vector(start);
  const termsWith = async (average: Float32Array) =>
    (await trainer.advance(stateWith(experiment, { parameters, average }), undefined)).record.terms;
  const same = await termsWith(parameters);
  const other = await termsWith(parameters.map((value) => 2 * value));
  expect(other['matching-1']).toEqual(same['matching-1']);
  expect(other['self-consistency']?.raw).not.toBeCloseTo(Number(same['self-consistency']?.raw), 5);
});

test('rows of matching stay where the path has a velocity', async () => {
  const experiment = await smallExperiment(['interpolant.use=vp-ode', 'training.batch=20000']);
  const { groups } = openBatches(createModel(experiment))(0);
  // 15000 times, uniform: one of them passes 0.999 but for a chance of 3e-7, if they are not kept from it.
  expect(Math.max(...(groups[0]?.drawn.t ?? []))).toBeLessThanOrEqual(0.999);
});

test.each([1, 3, 8])('a constant velocity carries every point by itself, in %d steps', async (steps) => {
  const experiment = await smallExperiment([
    'heads=[{use: mlp, order: 1, hidden: [4]}]',
    'losses=[{use: matching, order: 1}]',
  ]);
  await experiment.engine.open();
  const model = createModel(experiment);
  const bias = required(
    model.layout.slots.find(({ spec }) => spec.name === 'layers.1.bias'),
    'The last layer has a bias.',
  );
  const values = new Float32Array(model.layout.size);
  values.set([0.5, -2], bias.offset);
  const sources = { count: 2, dimension: 2, values: Float64Array.of(1, 2, -3, 0.5) };
  const parameters = experiment.engine.upload(values, [values.length]);
  const samples = await createSampler(model, experiment.engine)({ parameters, sources, steps });
  const { scale } = model.units;
  [1 + 0.5 * scale, 2 - 2 * scale, -3 + 0.5 * scale, 0.5 - 2 * scale].forEach((value, at) =>
    expect(samples.values[at]).toBeCloseTo(value, 4),
  );
});

test('preconditioning is told the spread of each side', async () => {
  const experiment = await smallExperiment();
  const told: PreconditioningInputs[] = [];
  const preconditioning = {
    fit(inputs: PreconditioningInputs) {
      told.push(inputs);
      return experiment.preconditioning.fit(inputs);
    },
  };
  const { units } = createModel({ ...experiment, preconditioning });
  // The source has deviation 1 in its own units; the target has size one in those of training. 20000 coordinates.
  expect(told[0]?.sourceSpread).toBeCloseTo(1 / units.scale, 1);
  expect(told[0]?.targetSpread).toBeCloseTo(1, 2);
});
