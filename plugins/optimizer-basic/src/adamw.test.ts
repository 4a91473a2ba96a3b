import { type OptimizerState, type Tensor1D, tf } from '@highorder/core';
import {
  expectClose,
  optimizerContract,
  prepareTensors,
  updateScalars,
  valuesOf,
  withParts,
} from '@highorder/testkit';
import { beforeAll, expect, test } from 'vitest';
import adam from './adam.ts';
import adamw from './adamw.ts';

const parts = { learningRate: { at: () => 0.01 } };
const plugin = withParts(adamw, parts);

optimizerContract(plugin);
optimizerContract(plugin, { options: { weightDecay: 0 } });

beforeAll(prepareTensors);

function update(optimizer: ReturnType<typeof plugin.make>, parameters: Tensor1D, gradient: Tensor1D) {
  const state: OptimizerState = Object.fromEntries(
    optimizer.moments.map((name) => [name, tf.zerosLike(parameters)]),
  );
  const scalars = updateScalars(optimizer, { step: 1, learningRate: 0.1 });
  return optimizer.update({ parameters, gradient, state, ...scalars });
}

test('without a gradient parameters shrink by 1 - rate * decay, and the moments stay 0', () => {
  const { parameters, state } = update(
    plugin.make({ weightDecay: 0.5 }),
    tf.tensor1d([4, -2]),
    tf.zeros([2]),
  );
  expectClose('parameters', valuesOf(parameters), [4 * 0.95, -2 * 0.95], { relative: 1e-6 });
  for (const moment of Object.values(state)) expect(Array.from(moment.dataSync())).toEqual([0, 0]);
});

test('the decay is added to the step of Adam, whatever the size of the gradient', () => {
  for (const size of [1e-3, 1, 1e3]) {
    const gradient = tf.tensor1d([size, -size]);
    const start = tf.tensor1d([4, -2]);
    const plain = valuesOf(update(withParts(adam, parts).make(), start, gradient).parameters);
    const decayed = valuesOf(update(plugin.make({ weightDecay: 0.5 }), start, gradient).parameters);
    expectClose(
      'decay',
      decayed.map((value, index) => value - Number(plain[index])),
      [-0.2, 0.1],
      { absolute: 1e-5 },
    );
  }
});

test('without decay it is Adam', () => {
  const gradient = tf.tensor1d([0.3, -5]);
  const start = tf.tensor1d([4, -2]);
  const plain = update(withParts(adam, parts).make(), start, gradient).parameters;
  expectClose(
    'parameters',
    valuesOf(update(plugin.make({ weightDecay: 0 }), start, gradient).parameters),
    valuesOf(plain),
    {
      relative: 1e-6,
    },
  );
});
