import { definePlugin, normalParameter, type Parameters, required, type Tensor2D, tf } from '@highorder/core';
import { z } from 'zod';
import { block, blockParameters, dense, layerNorm, type Shape } from './block.ts';

/**
 * A small Transformer for points of few coordinates: each coordinate of x, and t and d, is a token,
 *
 *   token_i = value_i scale_i + place_i,   then blocks,   u = W (norm(tokens) in a row) + b
 *
 * Scales and places are [tokens, width]. A head of benchmarks only.
 */
export default definePlugin({
  kind: 'head',
  name: 'bench-transformer',
  summary: 'A Transformer over coordinates, for benchmarks.',
  cite: [],
  options: z.strictObject({
    order: z.int().min(1).describe('The order of the derivative that it predicts.'),
    width: z.int().min(1).default(64).describe('Width of a token.'),
    blocks: z.int().min(1).default(4).describe('Blocks of attention and perceptron.'),
    heads: z.int().min(1).default(4).describe('Heads of attention; they divide the width.'),
  }),
  create: ({ order, width, blocks, heads }) => ({
    orders: [order],
    sees: ['x', 't', 'd'],
    parameters: (dimension) => [
      normalParameter('scale', [dimension + 2, width], 1),
      normalParameter('place', [dimension + 2, width], 1),
      ...Array.from({ length: blocks }, (_, index) => blockParameters(`blocks.${index}`, width)).flat(),
      ...layerNorm.parameters('norm', width),
      ...dense.parameters('read', (dimension + 2) * width, dimension),
    ],
    predict(parameters, { x, t, d }) {
      const shape: Shape = { rows: x.shape[0], tokens: x.shape[1] + 2, width, heads };
      const values = tf.expandDims<tf.Tensor3D>(tf.concat([x, t, d], 1), 2);
      let tokens: tf.Tensor3D = tf.add(
        tf.mul(values, named(parameters, 'scale')),
        named(parameters, 'place'),
      );
      for (let index = 0; index < blocks; index++) {
        tokens = block(parameters, `blocks.${index}`, tokens, shape);
      }
      const joined = layerNorm.apply(parameters, 'norm', tokens);
      const row: Tensor2D = tf.reshape(joined, [shape.rows, shape.tokens * width]);
      return [dense.apply(parameters, 'read', row)];
    },
  }),
});

function named(parameters: Parameters, name: string): tf.Tensor {
  return required(parameters[name], `A Transformer lacks its parameter "${name}".`);
}
