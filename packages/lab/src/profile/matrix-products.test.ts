import { tf } from '@highorder/core';
import { expect, test } from 'vitest';
import { matrixProductOperations } from './matrix-products.ts';

test('a product of [m, k] and [k, n] costs 2 m k n, transposed, batched or not', async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
  const cost = (product: () => tf.Tensor) =>
    matrixProductOperations(async () => void tf.tidy(() => void product()));
  expect(await cost(() => tf.matMul(tf.ones([3, 5]), tf.ones([5, 7])))).toBe(2 * 3 * 5 * 7);
  expect(await cost(() => tf.matMul(tf.ones([5, 3]), tf.ones([7, 5]), true, true))).toBe(2 * 3 * 5 * 7);
  expect(await cost(() => tf.matMul(tf.ones([4, 3, 5]), tf.ones([4, 5, 7])))).toBeCloseTo(4 * 2 * 3 * 5 * 7);
  expect(await cost(() => tf.add(tf.ones([3, 5]), 1))).toBe(0);
});
