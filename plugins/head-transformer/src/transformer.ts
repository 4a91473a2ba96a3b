import {
  definePlugin,
  highestOrder,
  InputError,
  type ParameterSpec,
  type Tensor2D,
  tf,
  typicalSize,
  uniformParameter,
  zeroParameter,
} from '@highorder/core';
import { dense, layerNorm, layerNormParameters, networkOptions, resolveSees } from '@highorder/networks';
import { z } from 'zod';
import type { TokenShape } from './attention.ts';
import { block, blockParameters } from './block.ts';
import { type TokenChoice, tokenCount, tokenParameters, tokens } from './tokens.ts';

const { sees, gradientsToLower } = networkOptions;

/**
 * A small Transformer for one order k. Every number v that it sees (each coordinate of x and of the lower outputs divided by
 * their typical sizes, t, and d) is a token,
 *
 *   z_v = (v, sin(pi v), cos(pi v), ..., sin(2^{F-1} pi v), cos(2^{F-1} pi v)) W_v + p_v,
 *
 * blocks of attention and perceptron follow (`block`), and u_k = gain (N(z) W_out + b_out) from all tokens of a row side by
 * side. u_k is [rows, dimension]; rows do not see each other. Gradients flow to parameters, x, t and d; to the lower
 * outputs with `gradientsToLower` only. Throws an InputError where `sees` cannot be met, or the width cannot be divided.
 *
 * Source: Vaswani et al., arXiv 1706.03762; norms before each branch: Xiong et al., arXiv 2002.04745; tokens from Fourier
 * features: Tancik et al., arXiv 2006.10739.
 */
export default definePlugin({
  kind: 'head',
  name: 'transformer',
  summary: 'A small Transformer over the numbers that it sees, for one order.',
  cite: ['vaswani2017attention', 'xiong2020layer', 'ba2016layer', 'tancik2020fourier'],
  options: z.strictObject({
    order: z.int().min(1).max(highestOrder).describe('The order k of the derivative u_k that it predicts.'),
    width: z.int().min(2).max(100_000).default(32).describe('Width of a token.'),
    blocks: z
      .int()
      .min(1)
      .max(1000)
      .default(2)
      .describe('Number of blocks, each of attention and a perceptron.'),
    attentionHeads: z
      .int()
      .min(1)
      .default(4)
      .describe('Parts of the width that attend by themselves; they divide it.'),
    widening: z
      .int()
      .min(1)
      .default(4)
      .describe('How many times wider than a token the hidden layer of a perceptron is.'),
    activation: networkOptions.activation
      .default('gelu')
      .describe('Nonlinearity of the perceptrons in the blocks.'),
    fourier: networkOptions.fourier
      .default(3)
      .describe('Number of frequencies: a token is made of v and sin and cos of 2^k pi v for k below it.'),
    sees,
    gradientsToLower,
    gain: z
      .number()
      .positive()
      .optional()
      .describe('Factor on the output, which is of order one before it. 5^(order - 1) where left out.'),
  }),
  create: ({ order, gain = typicalSize(order), ...options }) => {
    const where = `head transformer of order ${order}`;
    const { width, attentionHeads } = options;
    requireDivisible(where, width, attentionHeads);
    const choice: TokenChoice = {
      sees: resolveSees(where, options.sees, order),
      fourier: options.fourier,
      lowerOrders: order - 1,
      gradientsToLower: options.gradientsToLower,
      width,
    };
    const names = Array.from({ length: options.blocks }, (_, index) => `blocks.${index}`);
    return {
      orders: [order],
      sees: choice.sees,
      parameters: (dimension) => {
        const inputs = tokenCount(choice, dimension) * width;
        return [
          ...tokenParameters(choice, dimension),
          ...names.flatMap((name) => blockParameters(name, options)),
          ...layerNormParameters('norm', width),
          ...outputParameters(inputs, dimension),
        ];
      },
      predict(parameters, inputs) {
        const [rows, dimension] = inputs.x.shape;
        const shape: TokenShape = { tokens: tokenCount(choice, dimension), rows, width, attentionHeads };
        const last = names.reduce(
          (state, name) => block(parameters, name, options, shape, state),
          tokens(parameters, choice, inputs),
        );
        const joined = sideBySide(layerNorm(parameters, 'norm', last), shape);
        return [tf.mul(dense(parameters, 'output', joined), gain)];
      },
    };
  },
});

/**
 * Uniform weights of variance 1/(3 inputs), as of `torch.nn.Linear`, so that the first outputs are below order one; Glorot's, for that many
 * inputs and so few outputs, would give twice order one, and steps of training that undo each other.
 */
function outputParameters(inputs: number, outputs: number): readonly ParameterSpec[] {
  return [
    uniformParameter('output.weight', [inputs, outputs], inputs ** -0.5),
    zeroParameter('output.bias', [outputs]),
  ];
}

/** The tokens of a row in a row, [rows, tokens * width] from [tokens * rows, width]. */
function sideBySide(state: Tensor2D, { tokens: count, rows, width }: TokenShape): Tensor2D {
  const byRow = tf.transpose(tf.reshape(state, [count, rows, width]), [1, 0, 2]);
  return tf.reshape(byRow, [rows, count * width]);
}

function requireDivisible(where: string, width: number, attentionHeads: number): void {
  if (width % attentionHeads === 0) return;
  throw new InputError({
    where,
    message: `A width of ${width} cannot be divided among ${attentionHeads} heads of attention.`,
    expected: '`width` that is a multiple of `attentionHeads`',
    fix: `Set \`width\` to ${attentionHeads * Math.ceil(width / attentionHeads)}.`,
  });
}
