import { definePlugin, highestOrder, tf, typicalSize } from '@highorder/core';
import {
  activations,
  dense,
  denseLayers,
  denseParameters,
  type FeatureChoice,
  headFeatures,
  headFeatureWidth,
  networkOptions,
  resolveSees,
} from '@highorder/networks';
import { z } from 'zod';

/**
 * A multilayer perceptron for one order k:
 *
 *   h_0 = (x, t, d, u_1 / size(1), ..., u_{k-1} / size(k-1)),  h_{i+1} = f(h_i W_i + b_i),  u_k = gain (h_n W_n + b_n)
 *
 * with size(j) the typical size of order j. Parameters: `layers.<i>.weight` [in, out] and `layers.<i>.bias` [out].
 * Gradients flow to parameters, x, t and d; to the lower outputs with `gradientsToLower` only.
 */
export default definePlugin({
  kind: 'head',
  name: 'mlp',
  summary: 'A multilayer perceptron for one order.',
  cite: ['chen2025homo', 'tancik2020fourier'],
  options: z.strictObject({
    order: z.int().min(1).max(highestOrder).describe('The order k of the derivative u_k that it predicts.'),
    hidden: z
      .array(z.int().min(1).max(100_000))
      .max(100)
      .default([100, 100])
      .describe('Widths of the hidden layers.'),
    ...networkOptions,
    gain: z
      .number()
      .positive()
      .optional()
      .describe('Factor on the output, which is of order one before it. 5^(order - 1) where left out.'),
  }),
  create: ({ order, hidden, gain = typicalSize(order), ...options }) => {
    const choice: FeatureChoice = {
      sees: resolveSees(`head mlp of order ${order}`, options.sees, order),
      fourier: options.fourier,
      lowerOrders: order - 1,
      gradientsToLower: options.gradientsToLower,
    };
    const activation = activations[options.activation];
    return {
      orders: [order],
      sees: choice.sees,
      parameters: (dimension) =>
        denseLayers('layers', [headFeatureWidth(choice, dimension), ...hidden, dimension]).flatMap((layer) =>
          denseParameters(layer, options.initialization),
        ),
      predict(parameters, inputs) {
        const last = hidden.reduce(
          (value, _, index) => activation(dense(parameters, `layers.${index}`, value)),
          headFeatures(choice, inputs),
        );
        return [tf.mul(dense(parameters, `layers.${hidden.length}`, last), gain)];
      },
    };
  },
});
