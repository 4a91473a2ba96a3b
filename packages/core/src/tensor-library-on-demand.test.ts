import * as whole from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { tf as onDemand } from './tensor-library-on-demand.ts';
import { tf } from './tensor.ts';

test('the library on demand is the one copy of TensorFlow.js', () => {
  tf.env().set('PROD', true);
  expect(tf.Tensor).toBe(whole.Tensor);
  expect(tf.tensor1d([1, 2]).add(1).dataSync()).toEqual(Float32Array.of(2, 3));
  expect('matMul' in onDemand).toBe(true);
  expect('noSuchOperation' in onDemand).toBe(false);
  expect(Object.keys(onDemand)).toEqual(expect.arrayContaining(['add', 'tidy', 'registerKernel']));
});
