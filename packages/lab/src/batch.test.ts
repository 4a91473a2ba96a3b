import { Jet } from '@highorder/core';
import { expect, test } from 'vitest';
import { batchArrays, openBatches } from './batch.ts';
import { createModel } from './model.ts';
import { smallExperiment } from './testing/small-experiment.ts';

test('a step draws the same batch, whatever was drawn before', async () => {
  const inOrder = openBatches(createModel(await smallExperiment()));
  const alone = openBatches(createModel(await smallExperiment()));
  const batches = [0, 1, 2, 3].map(inOrder);
  expect(batchArrays(alone(3))).toEqual(batchArrays(batches[3] ?? { step: 3, groups: [] }));
});

test('other steps and other seeds draw other batches', async () => {
  const zero = openBatches(createModel(await smallExperiment()));
  const one = openBatches(createModel(await smallExperiment(['seed=1'])));
  expect(batchArrays(zero(0))).not.toEqual(batchArrays(zero(1)));
  expect(batchArrays(zero(0))).not.toEqual(batchArrays(one(0)));
});

test('rows are split by position, and x lies on the path of its pair', async () => {
  const experiment = await smallExperiment(['training.batch=20', 'interpolant.use=trigonometric']);
  const { groups } = openBatches(createModel(experiment))(5);
  expect(groups.map(({ name, drawn }) => [name, drawn.rows])).toEqual([
    ['matching', 15],
    ['bootstrap', 5],
  ]);
  for (const { x, drawn } of groups) {
    const { alpha, beta } = experiment.interpolant.weights(Jet.time(drawn.t, 0));
    x.forEach((value, index) => {
      const row = Math.floor(index / 2);
      const expected =
        Number(alpha.value[row]) * Number(drawn.x1[index]) +
        Number(beta.value[row]) * Number(drawn.x0[index]);
      expect(value).toBeCloseTo(expected, 12);
    });
  }
});

test('training sees the problem at unit scale', async () => {
  const { groups } = openBatches(createModel(await smallExperiment(['training.batch=4000'])))(0);
  const data = groups.flatMap(({ drawn }) => [...drawn.x1]);
  const rootMeanSquare = Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
  // 8000 coordinates of size one: five deviations are 0.04.
  expect(Math.abs(rootMeanSquare - 1)).toBeLessThan(0.04);
});

test('a fixed set is drawn once: every batch has its points and no others', async () => {
  const batches = openBatches(createModel(await smallExperiment(['data.samples=8', 'training.batch=16'])));
  const seen = new Set<number>();
  for (let step = 0; step < 5; step++) {
    for (const { drawn } of batches(step).groups) for (const value of drawn.x1) seen.add(value);
  }
  expect(seen.size).toBe(16);
});
