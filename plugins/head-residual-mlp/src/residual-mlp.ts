import { definePlugin, highestOrder, InputError, tf, typicalSize } from '@highorder/core';
import {
  dense,
  denseParameters,
  type FeatureChoice,
  headFeatures,
  headFeatureWidth,
  networkOptions,
  resolveSees,
} from '@highorder/networks';
import { z } from 'zod';
import { type BlockChoice, block, blockParameters, rectified, rectifiedParameters } from './block.ts';

/**
 * A perceptron of residual blocks for one order k, with each nonlinearity before its layer:
 *
 *   h_0     = (x, t, d, u_1 / size(1), ..., u_{k-1} / size(k-1)) W_in + b_in
 *   h_{i+1} = h_i + f(N(f(N(h_i)) W_i + b_i)) V_i + c_i
 *   u_k     = gain (f(N(h_n)) W_out + b_out)
 *
 * with f the activation, N a layer norm where asked for, else the identity, and size(j) the typical size of order j. Each
 * h_i is [rows, width], u_k is [rows, dimension]. Gradients flow to parameters, x, t and d; to the lower outputs with
 * `gradientsToLower` only. Throws an InputError where `sees` cannot be met, or a norm has one number to work on.
 *
 * Source: He et al., arXiv 1603.05027, equation 4 and figure 1 (b).
 */
export default definePlugin({
  kind: 'head',
  name: 'residual-mlp',
  summary: 'A perceptron of residual blocks for one order.',
  cite: ['chen2025homo', 'he2016identity', 'ba2016layer', 'tancik2020fourier'],
  options: z.strictObject({
    order: z.int().min(1).max(highestOrder).describe('The order k of the derivative u_k that it predicts.'),
    width: z.int().min(1).max(100_000).default(64).describe('Width of every layer.'),
    blocks: z.int().min(1).max(1000).default(3).describe('Number of residual blocks, each of two layers.'),
    layerNorm: z.boolean().default(false).describe('Whether a layer norm stands before each nonlinearity.'),
    ...networkOptions,
    gain: z
      .number()
      .positive()
      .optional()
      .describe('Factor on the output, which is of order one before it. 5^(order - 1) where left out.'),
  }),
  create: ({ order, gain = typicalSize(order), ...options }) => {
    const where = `head residual-mlp of order ${order}`;
    requireWidth(where, options);
    const choice: FeatureChoice = {
      sees: resolveSees(where, options.sees, order),
      fourier: options.fourier,
      lowerOrders: order - 1,
      gradientsToLower: options.gradientsToLower,
    };
    const { width, initialization } = options;
    const names = Array.from({ length: options.blocks }, (_, index) => `blocks.${index}`);
    return {
      orders: [order],
      sees: choice.sees,
      parameters: (dimension) => {
        const inputs = headFeatureWidth(choice, dimension);
        return [
          ...denseParameters({ name: 'input', inputs, outputs: width }, initialization),
          ...names.flatMap((name) => blockParameters(name, options)),
          ...rectifiedParameters('norm', options),
          ...denseParameters({ name: 'output', inputs: width, outputs: dimension }, initialization),
        ];
      },
      predict(parameters, inputs) {
        const first = dense(parameters, 'input', headFeatures(choice, inputs));
        const last = names.reduce((h, name) => block(parameters, name, options, h), first);
        return [tf.mul(dense(parameters, 'output', rectified(parameters, 'norm', options, last)), gain)];
      },
    };
  },
});

/** The norm of a single number is 0, whatever the number. */
function requireWidth(where: string, { layerNorm, width }: BlockChoice): void {
  if (!layerNorm || width > 1) return;
  throw new InputError({
    where,
    message: 'A layer norm of width 1 lets nothing through.',
    expected: '`width` of 2 or more with `layerNorm`',
  });
}
