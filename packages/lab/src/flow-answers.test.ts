import { points, randomStream, required } from '@highorder/core';
import { expect, test } from 'vitest';
import { answerQuestions } from './flow-answers.ts';
import { createModel } from './model.ts';
import { createSampler } from './sampler.ts';
import { smallExperiment } from './testing/small-experiment.ts';

/** A flow with heads of orders 1 and 2 and weights drawn at random, in units far from the data's, on a clock. */
async function randomFlow(overrides: readonly string[] = []) {
  const experiment = await smallExperiment([
    'data.source={use: gaussian, mean: [3, -2], variance: 0.01}',
    'data.target={use: gaussian, mean: [40, 10], variance: 25}',
    'preconditioning={use: unit-variance, clock: log}',
    ...overrides,
  ]);
  await experiment.engine.open();
  const model = createModel(experiment);
  const random = randomStream({ seed: 1, purpose: 'flow-answers.test' });
  const weights = Float32Array.from({ length: model.layout.size }, () => 0.3 * random.normal());
  const parameters = experiment.engine.upload(weights, [weights.length]);
  return { model, sampler: createSampler(model, experiment.engine), parameters };
}

const from = points(2, Float64Array.of(3, -2, 3.1, -2.2, 2.9, -1.9, 20, 5));

test('heads are time derivatives in the units of the data: one short Taylor step of the sampler is made of them', async () => {
  const flow = await randomFlow();
  const steps = 16;
  const { paths } = await answerQuestions(flow, { paths: [{ from, steps }] });
  const path = required(paths[0], 'One path was asked for.');
  expect(path.moments).toHaveLength(steps + 1);
  const [start, end] = [9, 10];
  const [t, next] = [Number(path.times[start]), Number(path.times[end])];
  const x = required(path.moments[start], 'It starts.');
  const { heads } = await answerQuestions(flow, { heads: [{ x, t, d: next - t }] });
  const orders = required(heads[0], 'Heads were asked.').orders;
  expect([...orders.keys()]).toEqual(flow.model.experiment.orders);
  const expected = x.values.map((value, index) => {
    let [sum, factor] = [value, 1];
    for (const [order, values] of orders) {
      factor *= (next - t) / order;
      sum += factor * Number(values[index]);
    }
    return sum;
  });
  expected.forEach((value, index) => expect(path.moments[end]?.values[index]).toBeCloseTo(value, 3));
  expect(path.moments[end]?.values).not.toEqual(x.values);
  flow.parameters.dispose();
});

test('a question with d = 0 is answered with instantaneous heads, and nothing is asked where nothing is', async () => {
  const flow = await randomFlow();
  const { heads } = await answerQuestions(flow, {
    heads: [
      { x: from, t: 0.25, d: 0 },
      { x: from, t: 0.25, d: 0.5 },
    ],
  });
  const order = Math.max(...flow.model.experiment.orders);
  expect(heads[0]?.orders.get(order)).not.toEqual(heads[1]?.orders.get(order));
  expect(heads[0]?.orders.get(1)?.length).toBe(8);
  expect(await answerQuestions(flow, {})).toEqual({ heads: [], paths: [] });
  flow.parameters.dispose();
});

test('an evaluation that is given up gives its answers up', async () => {
  const flow = await randomFlow();
  const signal = AbortSignal.abort(new Error('Enough.'));
  await expect(answerQuestions({ ...flow, signal }, { heads: [{ x: from, t: 0, d: 0 }] })).rejects.toThrow(
    'Enough.',
  );
  flow.parameters.dispose();
});
