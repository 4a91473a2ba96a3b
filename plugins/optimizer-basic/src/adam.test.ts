import { ComponentReference, type Optimizer, type OptimizerState, type Tensor1D, tf } from '@highorder/core';
import {
  expectClose,
  optimizerContract,
  prepareTensors,
  updateScalars,
  valuesOf,
  withParts,
} from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import adam from './adam.ts';

const plugin = withParts(adam, { learningRate: { at: () => 0.01 } });

optimizerContract(plugin);
optimizerContract(plugin, { options: { beta1: 0.5, beta2: 0.9 } });
optimizerContract(plugin, { options: { beta1: 0.8, beta2: 0.99, epsilon: 1e-6 } });

beforeAll(prepareTensors);

/** Updates with the given gradients in turn, from parameters of 0 and rate 0.1. */
function run(optimizer: Optimizer, gradients: readonly (readonly number[])[]): Float32Array {
  let parameters: Tensor1D = tf.zeros([gradients[0]?.length ?? 0]);
  let state: OptimizerState = Object.fromEntries(
    optimizer.moments.map((name) => [name, tf.zerosLike(parameters)]),
  );
  gradients.forEach((gradient, index) => {
    ({ parameters, state } = optimizer.update({
      parameters,
      gradient: tf.tensor1d([...gradient]),
      state,
      ...updateScalars(optimizer, { step: index + 1, learningRate: 0.1 }),
    }));
  });
  return valuesOf(parameters);
}

describe('bias correction', () => {
  test('the first move is the rate against the sign of the gradient, whatever its size', () => {
    const moved = run(plugin.make(), [[0.3, -2000, 1e-3, 0]]);
    expectClose('parameters', moved, [-0.1, 0.1, -0.1, 0], { relative: 2e-5, absolute: 1e-12 });
  });

  test('a constant gradient moves by the rate each time', () => {
    const moved = run(
      plugin.make(),
      Array.from({ length: 50 }, () => [0.5, -7]),
    );
    expectClose('parameters', moved, [-5, 5], { relative: 1e-4 });
  });
});

test('two updates by hand: gradients 1, then 3', () => {
  // m = 0.1 * 0.9 + 0.3 = 0.39 over 1 - 0.81 = 0.19; v = 0.001 * 0.999 + 0.009 = 0.009999 over 1 - 0.998001 = 0.001999.
  const second = 0.39 / 0.19 / Math.sqrt(0.009999 / 0.001999);
  expectClose('parameters', run(plugin.make(), [[1], [3]]), [-0.1 - 0.1 * second], { relative: 1e-5 });
});

test('scaling the gradients does not change the path', () => {
  const gradients = [
    [1, -2],
    [0.5, 4],
    [-3, 1],
  ];
  const scaled = gradients.map((gradient) => gradient.map((value) => 1000 * value));
  expectClose('parameters', run(plugin.make(), scaled), run(plugin.make(), gradients), { relative: 1e-5 });
});

test('keeps two vectors', () => {
  expect(plugin.make().moments).toEqual(['firstMoment', 'secondMoment']);
});

test('the learning rate is a falling cosine from 0.003 unless told otherwise, and a number is a constant', () => {
  const rate = (options: object) => adam.options.parse(options).learningRate;
  expect(rate({})).toMatchObject({ kind: 'learning-rate', use: 'cosine', options: { peak: 0.003 } });
  expect(rate({})).toBeInstanceOf(ComponentReference);
  expect(rate({ learningRate: 0.01 })).toMatchObject({ use: 'constant', options: { value: 0.01 } });
});
