import { InputError, type Optimizer, type OptimizerState, type Tensor1D, tf } from '@highorder/core';
import {
  expectClose,
  optimizerContract,
  prepareTensors,
  updateScalars,
  valuesOf,
  withParts,
} from '@highorder/testkit';
import { beforeAll, expect, test } from 'vitest';
import sgd from './sgd.ts';

const plugin = withParts(sgd, { learningRate: { at: () => 0.01 } });

optimizerContract(plugin);
optimizerContract(plugin, { options: { momentum: 0.9 }, rate: 0.01 });
optimizerContract(plugin, { options: { momentum: 0.9, nesterov: true }, rate: 0.01 });

beforeAll(prepareTensors);

/** Positions after each of `steps` updates with the gradient a * p, from p = 1. */
function path(
  optimizer: Optimizer,
  { a, rate, steps }: { a: number; rate: number; steps: number },
): readonly number[] {
  let parameters: Tensor1D = tf.ones([1]);
  let state: OptimizerState = Object.fromEntries(optimizer.moments.map((name) => [name, tf.zeros([1])]));
  return Array.from({ length: steps }, (_, index) => {
    const gradient: Tensor1D = tf.mul(parameters, a);
    const scalars = updateScalars(optimizer, { step: index + 1, learningRate: rate });
    const step = { parameters, gradient, state, ...scalars };
    ({ parameters, state } = optimizer.update(step));
    return Number(valuesOf(parameters)[0]);
  });
}

test('plain descent on p^2 shrinks geometrically', () => {
  const found = path(plugin.make(), { a: 2, rate: 0.1, steps: 10 });
  expectClose(
    'path',
    found,
    found.map((_, index) => 0.8 ** (index + 1)),
    { relative: 1e-5 },
  );
});

test('a constant gradient with momentum m: the velocity is (1 - m^n) / (1 - m)', () => {
  const optimizer = plugin.make({ momentum: 0.5 });
  let state: OptimizerState = { velocity: tf.zeros([1]) };
  for (let n = 1; n <= 10; n++) {
    const one: Tensor1D = tf.ones([1]);
    const scalars = updateScalars(optimizer, { step: n, learningRate: 0.1 });
    ({ state } = optimizer.update({ parameters: one, gradient: one, state, ...scalars }));
    expectClose('velocity', Number(state['velocity']?.dataSync()[0]), 2 * (1 - 0.5 ** n), { relative: 1e-6 });
  }
});

test('heavy ball on a quadratic: roots of z^2 - (1 + m - rate a) z + m', () => {
  // m = 0.25, rate a = 0.25: z^2 - z + 1/4 has the double root 1/2, so that p_n = (1 + c n) / 2^n; p_1 = 3/4 gives c = 1/2.
  const found = path(plugin.make({ momentum: 0.25 }), { a: 1, rate: 0.25, steps: 12 });
  expectClose(
    'path',
    found,
    found.map((_, index) => (1 + (index + 1) / 2) / 2 ** (index + 1)),
    { relative: 1e-4 },
  );
});

test('Nesterov on a quadratic: roots of z^2 - (1 - rate a)(1 + m) z + m (1 - rate a)', () => {
  // PyTorch's p is where the gradient is taken. rate a = 1/4, m = 1/3: z^2 - z + 1/4, again a double root 1/2;
  // p_1 = 1 - (1/4)(1 + 1/3) = 2/3 = (1 + c) / 2 gives c = 1/3.
  const found = path(plugin.make({ momentum: 1 / 3, nesterov: true }), { a: 1, rate: 0.25, steps: 12 });
  expectClose(
    'path',
    found,
    found.map((_, index) => (1 + (index + 1) / 3) / 2 ** (index + 1)),
    { relative: 1e-4 },
  );
});

test('keeps a velocity with momentum only', () => {
  expect(plugin.make().moments).toEqual([]);
  expect(plugin.make({ momentum: 0.9 }).moments).toEqual(['velocity']);
});

test('refuses Nesterov without momentum', () => {
  const make = () => plugin.make({ nesterov: true });
  expect(make).toThrow(InputError);
  expect(make).toThrow(/optimizer sgd: `nesterov: true` needs a momentum[^]*Way out: Set `momentum`/);
});
