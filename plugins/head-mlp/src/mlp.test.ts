import { InputError, randomStream, type Tensor2D, tf } from '@highorder/core';
import { gradientsOf, headContract, prepareTensors } from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import mlp from './mlp.ts';

headContract(mlp, { options: { order: 1, hidden: [8, 8] } });
headContract(mlp, {
  options: { order: 3, hidden: [8], activation: 'gelu', fourier: 2, initialization: 'pytorch' },
});
headContract(mlp, {
  options: { order: 2, hidden: [8], activation: 'silu', sees: ['lower', 'x'], gradientsToLower: true },
});
headContract(mlp, { options: { order: 1, hidden: [8], activation: 'sin', sees: ['t'] } });
headContract(mlp, { options: { order: 1, hidden: [16, 16], activation: 'relu' } });
headContract(mlp, { options: { order: 1, hidden: [] } });

beforeAll(prepareTensors);

type Options = z.input<typeof mlp.options>;

/** One row of inputs in the plane. */
function exampleInputs() {
  return {
    x: tf.tensor2d([[0.3, -0.7]]),
    t: tf.tensor2d([[0.25]]),
    d: tf.tensor2d([[0.5]]),
    lower: [tf.tensor2d([[1, 2]]), tf.tensor2d([[10, -5]])],
  };
}

/** The `width` numbers that enter the first layer: what a head without hidden layers gives for each unit vector. */
function firstInput(options: Options, width: number): readonly number[] {
  const head = mlp.make({ hidden: [], gain: 1, ...options });
  expect(head.parameters(2)[0]?.shape).toEqual([width, 2]);
  return Array.from({ length: width }, (_, entry) => {
    const weight = tf.buffer([width, 2]);
    weight.set(1, entry, 0);
    const parameters = { 'layers.0.weight': weight.toTensor(), 'layers.0.bias': tf.zeros([2]) };
    return Number(head.predict(parameters, exampleInputs())[0]?.dataSync()[0]);
  });
}

describe('what enters the network', () => {
  const close = (found: readonly number[], expected: readonly number[]) => {
    expect(found).toHaveLength(expected.length);
    found.forEach((value, index) => expect(value).toBeCloseTo(Number(expected[index]), 6));
  };

  test('order 1 sees x, t and d', () => close(firstInput({ order: 1 }, 4), [0.3, -0.7, 0.25, 0.5]));

  test('order 3 sees the lower orders as well, divided by their typical sizes 1 and 5', () =>
    close(firstInput({ order: 3 }, 8), [0.3, -0.7, 0.25, 0.5, 1, 2, 2, -1]));

  test('what is seen is joined in a fixed order', () =>
    close(firstInput({ order: 2, sees: ['lower', 'd', 'x'] }, 5), [0.3, -0.7, 0.5, 1, 2]));

  test('Fourier features of t = 1/4 and d = 1/2', () => {
    const half = Math.SQRT1_2;
    close(firstInput({ order: 1, sees: ['t'], fourier: 2 }, 5), [0.25, half, half, 1, 0]);
    close(firstInput({ order: 1, sees: ['d'], fourier: 2 }, 5), [0.5, 1, 0, 0, -1]);
  });
});

describe('activations at 1', () => {
  // sigmoid(1) = 0.7310585786, normal distribution function at 1 = 0.8413447461 (tables).
  const known = {
    tanh: 0.761594156,
    silu: 0.7310585786,
    gelu: 0.8413447461,
    relu: 1,
    sin: 0.8414709848,
  } as const;
  test.each(Object.entries(known))('%s', (activation, value) => {
    const head = mlp.make({
      order: 1,
      hidden: [1],
      sees: ['t'],
      gain: 1,
      activation: activation as keyof typeof known,
    });
    const parameters = {
      'layers.0.weight': tf.ones([1, 1]),
      'layers.0.bias': tf.zeros([1]),
      'layers.1.weight': tf.ones([1, 2]),
      'layers.1.bias': tf.zeros([2]),
    };
    const [output] = head.predict(parameters, { ...exampleInputs(), t: tf.tensor2d([[1]]) });
    expect(output?.dataSync()[1]).toBeCloseTo(value, 6);
  });
});

test('the output has the typical size of its order, or the gain', () => {
  const last = { 'layers.0.weight': tf.zeros([8, 2]), 'layers.0.bias': tf.ones([2]) };
  const output = (options: Options) =>
    Number(
      mlp
        .make({ hidden: [], ...options })
        .predict(last, exampleInputs())[0]
        ?.dataSync()[0],
    );
  expect(output({ order: 3 })).toBe(25);
  expect(output({ order: 3, gain: 0.5 })).toBe(0.5);
});

test.each([
  { gradientsToLower: false, reaches: false },
  { gradientsToLower: true, reaches: true },
])('gradients to the lower orders: $gradientsToLower', ({ gradientsToLower, reaches }) => {
  const head = mlp.make({ order: 2, hidden: [4], gradientsToLower });
  const parameters = Object.fromEntries(
    head
      .parameters(2)
      .map((spec) => [
        spec.name,
        tf.tensor(Float32Array.from(spec.initial(randomStream({ seed: 1, purpose: spec.name }))), [
          ...spec.shape,
        ]),
      ]),
  );
  const { lower } = gradientsOf(
    ({ lower: first }) =>
      tf.sum(head.predict(parameters, { ...exampleInputs(), lower: [first as Tensor2D] })[0] as Tensor2D),
    { lower: tf.tensor2d([[1, 2]]) },
  );
  expect(lower?.some((value) => value !== 0)).toBe(reaches);
});

describe('first values', () => {
  const valuesOf = (options: Options, name: string) => {
    const spec = mlp
      .make(options)
      .parameters(2)
      .find((each) => each.name === name);
    return Array.from(spec?.initial(randomStream({ seed: 4, purpose: name })) ?? []);
  };
  const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

  test('glorot: variance 2 / (inputs + outputs), biases 0', () => {
    const weights = valuesOf({ order: 1, hidden: [100, 100] }, 'layers.1.weight');
    const variance = weights.reduce((sum, value) => sum + value * value, 0) / weights.length;
    // The variance of 10000 uniform draws is off by a deviation of 0.9 %: 5 % has a false-alarm rate of about 3e-8.
    expect(variance / 0.01).toBeGreaterThan(0.95);
    expect(variance / 0.01).toBeLessThan(1.05);
    expect(largest(valuesOf({ order: 1 }, 'layers.0.bias'))).toBe(0);
  });

  test('pytorch: weights and biases fill +-1/sqrt(inputs)', () => {
    for (const name of ['layers.1.weight', 'layers.1.bias']) {
      const top = largest(valuesOf({ order: 1, hidden: [100, 100], initialization: 'pytorch' }, name));
      expect(top).toBeLessThanOrEqual(0.1);
      expect(top).toBeGreaterThan(0.08);
    }
  });

  test('layers follow the widths', () => {
    const shapes = mlp
      .make({ order: 2, hidden: [7, 5] })
      .parameters(3)
      .map(({ name, shape }) => [name, ...shape]);
    expect(shapes).toEqual([
      ['layers.0.weight', 8, 7],
      ['layers.0.bias', 7],
      ['layers.1.weight', 7, 5],
      ['layers.1.bias', 5],
      ['layers.2.weight', 5, 3],
      ['layers.2.bias', 3],
    ]);
  });
});

describe('refuses', () => {
  test('order 1 that sees lower', () => {
    const make = () => mlp.make({ order: 1, sees: ['x', 'lower'] });
    expect(make).toThrow(InputError);
    expect(make).toThrow(
      /head mlp of order 1: A head of order 1 cannot see "lower"[^]*Way out: Drop "lower"/,
    );
  });

  test('an input named twice', () => {
    expect(() => mlp.make({ order: 2, sees: ['x', 'x'] })).toThrow(/`sees` names something twice: x, x/);
  });

  test('an order of 0 and unknown options', () => {
    expect(() => mlp.make({ order: 0 })).toThrow();
    expect(() => mlp.options.parse({ order: 1, width: 3 })).toThrow(/width/);
  });
});

test('a missing parameter is named', () => {
  const head = mlp.make({ order: 1, hidden: [] });
  expect(() => head.predict({}, exampleInputs())).toThrow(/lacks its parameter "layers.0.weight"/);
});
