import { tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createModel } from '../model.ts';
import { smallExperiment } from '../testing/small-experiment.ts';
import { createTrainer } from '../trainer.ts';
import { countModel } from './count-model.ts';
import { matrixProductOperations } from './matrix-products.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

/** u_1 sees x and t, u_2 also d and u_1. */
const widths = [
  [3, 8, 2],
  [6, 8, 2],
];
const products = (layers: readonly number[]) =>
  layers.slice(1).reduce((sum, outputs, index) => sum + 2 * Number(layers[index]) * outputs, 0);

describe('a model', () => {
  test('each head costs 2 (sum of in * out) a point in products, and a tanh for each hidden unit', async () => {
    const { heads } = countModel(createModel(await smallExperiment()));
    expect(heads.map(({ matrixProducts }) => matrixProducts)).toEqual(widths.map(products));
    expect(heads.map(({ transcendental }) => transcendental)).toEqual([8, 8]);
  });

  test('a Taylor step evaluates each head once', async () => {
    const { samplerStep, heads } = countModel(createModel(await smallExperiment()));
    const alone = heads.reduce((sum, { matrixProducts }) => sum + matrixProducts, 0);
    expect(samplerStep.matrixProducts).toBe(alone);
    expect(samplerStep.flops).toBeGreaterThan(heads.reduce((sum, { flops }) => sum + flops, 0));
  });

  test('matching alone: backward costs the forward products twice, but for the inputs of first layers', async () => {
    const alone = await smallExperiment(['~losses.2']);
    const rows = alone.training.batch;
    const { loss, trainingStep } = countModel(createModel(alone));
    const forward = rows * (products([3, 8, 2]) + products([6, 8, 2]));
    expect(loss.matrixProducts).toBe(forward);
    const firstLayers = rows * (2 * 3 * 8 + 2 * 6 * 8);
    expect(trainingStep.total.matrixProducts).toBe(3 * forward - firstLayers);
  });

  test('the whole step has the matrix products that the tensor library runs, counted there', async () => {
    // A velocity that does not see d is the same at a step and at its first half; the graph then has it once.
    const experiment = await smallExperiment(['heads.0.sees=[x,t,d]']);
    await experiment.engine.open();
    const model = createModel(experiment);
    const trainer = createTrainer(model, experiment.engine);
    const state = trainer.begin();
    const counted = await matrixProductOperations(async () => void (await trainer.advance(state, undefined)));
    expect(countModel(model).trainingStep.total.matrixProducts).toBe(counted);
  });

  test('costs stand under the names of those who asked', async () => {
    const { trainingStep } = countModel(createModel(await smallExperiment()));
    expect(Object.keys(trainingStep.byOrigin).join()).toContain('head/mlp');
    expect(trainingStep.liveBytes).toBeGreaterThan(trainingStep.inputBytes);
  });
});
