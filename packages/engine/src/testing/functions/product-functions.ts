import { tf } from '@highorder/core';
import fc from 'fast-check';
import { filled } from '../same-as-eager.ts';
import type { FunctionCase } from './function-case.ts';
import { layerNorm } from './shape-functions.ts';

const flags = [false, true].flatMap((left) => [false, true].map((right) => ({ left, right })));

const length = fc.integer({ min: 1, max: 3 });

/** Axes before the matrices, of the left and of the right factor. */
const batches = fc.constantFrom(
  { before: [], after: [] },
  { before: [2], after: [2] },
  { before: [2], after: [] },
  { before: [], after: [3] },
  { before: [2, 3], after: [2, 3] },
  { before: [1], after: [3] },
);

const products: readonly FunctionCase[] = flags.map(({ left, right }) => ({
  name: `matMul${left ? ', left turned' : ''}${right ? ', right turned' : ''}`,
  trials: fc
    .tuple(length, length, length, batches, fc.nat(50))
    .map(([rows, inner, columns, { before, after }, seed]) => ({
      compute: (a, b = a) => tf.matMul(a, b, left, right),
      inputs: [
        filled([...before, ...(left ? [inner, rows] : [rows, inner])], -1, 1, seed),
        filled([...after, ...(right ? [columns, inner] : [inner, columns])], -1, 1, seed + 1),
      ],
      // Gradients of batches that broadcast are wrong in the tensor library itself.
      gradient: before.join() === after.join(),
    })),
}));

/** An attention block of a Transformer: layer norm, two heads, softmax of scores, batched products. */
const attention: FunctionCase = {
  name: 'attention',
  trials: fc.tuple(length, length, fc.nat(50)).map(([batch, places, seed]) => ({
    compute: (x, weight = x) => {
      const flat = tf.reshape(layerNorm(x), [batch * places, 4]);
      const rows = tf.reshape(tf.matMul(flat, tf.reshape(weight, [4, 12])), [batch, places, 3, 2, 2]);
      const [query = x, key = x, value = x] = tf.unstack(tf.transpose(rows, [2, 0, 3, 1, 4]), 0);
      const scores = tf.softmax(tf.mul(tf.matMul(query, key, false, true), 0.5));
      const heads = tf.transpose(tf.matMul(scores, value), [0, 2, 1, 3]);
      return tf.add(x, tf.reshape(heads, [batch, places, 4]));
    },
    inputs: [filled([batch, places, 4], -1, 1, seed), filled([4, 12], -0.5, 0.5, seed + 1)],
    gradient: true,
  })),
};

/** A layer with its bias: long enough that the bias' gradient, a sum over rows, is one of the sums that executors treat apart. */
const layer: FunctionCase = {
  name: 'layer with a bias',
  trials: fc
    .tuple(fc.constantFrom(5, 70), fc.constantFrom(2, 17), fc.nat(50))
    .map(([rows, columns, seed]) => ({
      compute: (x, weight = x, bias = x) =>
        tf.tanh(tf.add(tf.matMul(tf.reshape(x, [rows, 3]), tf.reshape(weight, [3, columns])), bias)),
      inputs: [
        filled([rows, 3], -1, 1, seed),
        filled([3, columns], -1, 1, seed + 1),
        filled([columns], -1, 1, seed + 2),
      ],
      gradient: true,
    })),
};

/** Products of matrices, and what networks make of them. */
export const productFunctions: readonly FunctionCase[] = [...products, attention, layer];
