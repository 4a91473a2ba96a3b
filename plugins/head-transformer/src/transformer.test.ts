import { InputError, type Parameters, randomStream, sizeOf, type Tensor2D, tf } from '@highorder/core';
import { gradientsOf, headContract, prepareTensors } from '@highorder/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import transformer from './transformer.ts';

/** Each coordinate is a token: 784 of them, and as many of the lower order, take minutes. */
const largest = 64;

headContract(transformer, {
  options: { order: 1, width: 8, blocks: 1, attentionHeads: 2, fourier: 1 },
  largest,
});
headContract(transformer, {
  options: { order: 3, width: 4, blocks: 1, attentionHeads: 1, widening: 1, gradientsToLower: true },
  largest,
});
headContract(transformer, {
  options: { order: 2, width: 6, attentionHeads: 3, activation: 'silu', fourier: 0, sees: ['lower', 'x'] },
  largest,
});

beforeAll(prepareTensors);

type Options = z.input<typeof transformer.options>;

const small: Options = { order: 2, width: 8, blocks: 2, attentionHeads: 2, widening: 2, fourier: 2 };

const inputs = () => ({
  x: tf.tensor2d([
    [0.3, -0.7],
    [-1.2, 0.4],
  ]),
  t: tf.tensor2d([[0.25], [0.8]]),
  d: tf.tensor2d([[0.5], [0.125]]),
  lower: [
    tf.tensor2d([
      [1, 2],
      [-0.5, 0.3],
    ]),
  ],
});

/** sin(12.9 (i + 1)^2 + the number of the parameter) / 2 at place i; a norm's scale has 1 more. */
function knownParameters(options: Options): Parameters {
  const specs = transformer.make(options).parameters(2);
  const entries = specs.map(({ name, shape }, number) => {
    const values = Float32Array.from(
      { length: sizeOf(shape) },
      (_, i) => Math.sin(12.9 * (i + 1) ** 2 + number) / 2 + (name.endsWith('scale') ? 1 : 0),
    );
    return [name, tf.tensor(values, [...shape])] as const;
  });
  return Object.fromEntries(entries);
}

function outputOf(options: Options, parameters: Parameters): readonly number[] {
  const [output] = transformer.make(options).predict(parameters, inputs());
  return Array.from(output?.dataSync() ?? []);
}

test('has the numbers of Flax', () => {
  // LayerNorm, MultiHeadDotProductAttention and Dense of Flax 0.12.8 and JAX's gelu, in float64, on the same numbers.
  const known = [12.77381636508185, -7.980959124480156, 7.4222446606959664, 0.197346919969145];
  outputOf(small, knownParameters(small)).forEach((value, index) =>
    expect(value).toBeCloseTo(Number(known[index]), 4),
  );
});

test('attention of weight 0 looks at all tokens alike', () => {
  // With no queries and keys every value has the same share; a token then adds the same to all tokens, in both heads.
  const options: Options = { ...small, blocks: 1 };
  const parameters = knownParameters(options);
  const weight = parameters['blocks.0.attention.weight'] as Tensor2D;
  const onlyValues = tf.mul(weight, tf.concat([tf.zeros([8, 16]), tf.ones([8, 8])], 1));
  const halves = (count: number) =>
    outputOf(
      { ...options, attentionHeads: count },
      { ...parameters, 'blocks.0.attention.weight': onlyValues },
    );
  halves(1).forEach((value, index) => expect(value).toBeCloseTo(Number(halves(4)[index]), 4));
  expect(outputOf({ ...options, attentionHeads: 1 }, parameters)).not.toEqual(
    outputOf({ ...options, attentionHeads: 4 }, parameters),
  );
});

test('the output has the typical size of its order, or the gain', () => {
  const parameters = knownParameters(small);
  const [first = 0] = outputOf(small, parameters);
  expect(Number(outputOf({ ...small, gain: 1 }, parameters)[0]) * 5).toBeCloseTo(first, 5);
});

test.each([
  { gradientsToLower: false, reaches: false },
  { gradientsToLower: true, reaches: true },
])('gradients to the lower orders: $gradientsToLower', ({ gradientsToLower, reaches }) => {
  const head = transformer.make({ ...small, gradientsToLower });
  const parameters = knownParameters(small);
  const { lower } = gradientsOf(
    ({ lower: first }) =>
      tf.sum(head.predict(parameters, { ...inputs(), lower: [first as Tensor2D] })[0] as Tensor2D),
    { lower: tf.ones([2, 2]) },
  );
  expect(lower?.some((value) => value !== 0)).toBe(reaches);
});

test('every number that is seen is a token', () => {
  const shapeOf = (options: Options, name: string) =>
    transformer
      .make(options)
      .parameters(3)
      .find((spec) => spec.name === name)?.shape;
  expect(shapeOf({ order: 1 }, 'tokens.weight')).toEqual([5, 7, 32]);
  expect(shapeOf({ order: 3, sees: ['x', 't', 'lower'], fourier: 0 }, 'tokens.weight')).toEqual([10, 1, 32]);
  expect(shapeOf({ order: 1 }, 'output.weight')).toEqual([160, 3]);
});

test('first values have the sizes that are stated', () => {
  const specs = transformer.make({ order: 1, width: 32, blocks: 4, fourier: 3 }).parameters(2);
  const size = (name: string) => {
    const initial = specs
      .find((spec) => spec.name === name)
      ?.initial(randomStream({ seed: 5, purpose: name }));
    const values = Array.from(initial ?? []);
    return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  };
  // A number and three pairs of sine and cosine of it have squares that add up to 4.
  const expected = {
    'tokens.weight': 1 / 2,
    'tokens.place': 1,
    'blocks.0.attention.weight': 32 ** -0.5,
    // Glorot for 32 numbers to 32, and to 128; the sum of 8 branches keeps the size of one.
    'blocks.3.join.weight': 32 ** -0.5 / Math.sqrt(8),
    'blocks.3.narrow.weight': 80 ** -0.5 / Math.sqrt(8),
  };
  // The smallest has 128 entries, all but that one 896 and more: 5 standard errors, a false alarm in a million.
  for (const [name, value] of Object.entries(expected)) {
    const tolerance = name === 'tokens.place' ? 0.32 : 0.12;
    expect(Math.abs(size(name) / value - 1), name).toBeLessThan(tolerance);
  }
});

describe('refuses', () => {
  test('a width that its heads of attention do not divide', () => {
    const make = () => transformer.make({ order: 1, width: 30 });
    expect(make).toThrow(InputError);
    expect(make).toThrow(
      /head transformer of order 1: A width of 30 cannot be divided among 4 heads of attention[^]*Way out: Set `width` to 32/,
    );
  });

  test('order 1 that sees lower', () => {
    expect(() => transformer.make({ order: 1, sees: ['lower'] })).toThrow(/cannot see "lower"/);
  });
});
