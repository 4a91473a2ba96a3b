import { expect, test } from 'vitest';
import { randomStream } from '@highorder/core';
import { denseParameters, type InitializationName } from './dense.ts';

const [inputs, outputs] = [400, 25];

function drawn(initialization: InitializationName, layer = { inputs, outputs }) {
  const [weight, bias] = denseParameters({ name: 'layer', ...layer }, initialization);
  const random = randomStream({ seed: 1, purpose: 'test' });
  return { weight: weight?.initial(random) ?? [], bias: bias?.initial(random) ?? [] };
}

const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));
const variance = (values: ArrayLike<number>) =>
  Array.from(values, (value) => value ** 2).reduce((sum, square) => sum + square, 0) / values.length;

/*
 * The layer is not square, so that inputs and outputs are told apart: their ratio is 16. The variance of 10,000 normal numbers has
 * a relative deviation of sqrt(2 / 10,000) = 1.4 %, of uniform ones of 0.9 %: 6 % is more than four of them (1 in 50,000).
 */
test.each([
  { initialization: 'glorot', expected: 2 / (inputs + outputs) },
  { initialization: 'lecun', expected: 1 / inputs },
  { initialization: 'he', expected: 2 / inputs },
  // The variance of a uniform number on +-1/sqrt(inputs).
  { initialization: 'pytorch', expected: 1 / (3 * inputs) },
] as const)('weights of $initialization have their variance', ({ initialization, expected }) => {
  expect(variance(drawn(initialization).weight) / expected).toBeGreaterThan(0.94);
  expect(variance(drawn(initialization).weight) / expected).toBeLessThan(1.06);
});

test.each([
  { inputs: 400, outputs: 25 },
  { inputs: 25, outputs: 400 },
])('extend "pytorch by fan-out": no number exceeds 1/sqrt($inputs), and biases come near', (layer) => {
  const { weight, bias } = drawn('pytorch', layer);
  const limit = 1 / Math.sqrt(layer.inputs);
  expect(largest(weight)).toBeLessThan(limit);
  expect(largest(weight)).toBeGreaterThan(0.99 * limit);
  // Of 25 uniform numbers none is beyond 0.7 of the limit once in 7,500 seeds.
  expect(largest(bias)).toBeGreaterThan(0.7 * limit);
  expect(largest(bias)).toBeLessThan(limit);
});

test.each(['glorot', 'lecun', 'he'] as const)('biases of %s are 0', (initialization) => {
  expect(largest(drawn(initialization).bias)).toBe(0);
});
