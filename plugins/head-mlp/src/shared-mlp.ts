import { definePlugin, highestOrder, InputError, tf, typicalSize } from '@highorder/core';
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
 * One multilayer perceptron for several orders: a shared trunk and a linear output per order.
 *
 *   h_0 = what it sees,  h_{i+1} = f(h_i W_i + b_i),  u_k = gain_k (h_n V_k + c_k)
 *
 * Parameters: `trunk.<i>.weight` [in, out], `trunk.<i>.bias` [out], `outputs.<k>.weight` [width, dimension],
 * `outputs.<k>.bias` [dimension]. Gradients flow as in `mlp`. `lower` means the orders below the first of its own.
 */
export default definePlugin({
  kind: 'head',
  name: 'shared-mlp',
  summary: 'One multilayer perceptron for several orders: a shared trunk, a linear output each.',
  cite: ['chen2025homo', 'tancik2020fourier'],
  options: z.strictObject({
    orders: z
      .array(z.int().min(1).max(highestOrder))
      .min(1)
      .default([1, 2])
      .describe('The orders that it predicts: consecutive, ascending.'),
    hidden: z
      .array(z.int().min(1).max(100_000))
      .min(1)
      .max(100)
      .default([100, 100])
      .describe('Widths of the layers of the trunk.'),
    ...networkOptions,
    gains: z
      .array(z.number().positive())
      .optional()
      .describe('Factors on the outputs, one an order. 5^(order - 1) where left out.'),
  }),
  create: ({ orders, hidden, gains = orders.map(typicalSize), ...options }) => {
    const first = requireConsecutive(orders);
    requireOneEach(orders, gains);
    const choice: FeatureChoice = {
      sees: resolveSees(`head shared-mlp of orders ${orders.join(', ')}`, options.sees, first),
      fourier: options.fourier,
      lowerOrders: first - 1,
      gradientsToLower: options.gradientsToLower,
    };
    const activation = activations[options.activation];
    const width = Number(hidden.at(-1));
    return {
      orders,
      sees: choice.sees,
      parameters: (dimension) =>
        [
          ...denseLayers('trunk', [headFeatureWidth(choice, dimension), ...hidden]),
          ...orders.map((order) => ({ name: `outputs.${order}`, inputs: width, outputs: dimension })),
        ].flatMap((layer) => denseParameters(layer, options.initialization)),
      predict(parameters, inputs) {
        const trunk = hidden.reduce(
          (value, _, index) => activation(dense(parameters, `trunk.${index}`, value)),
          headFeatures(choice, inputs),
        );
        return orders.map((order, index) =>
          tf.mul(dense(parameters, `outputs.${order}`, trunk), Number(gains[index])),
        );
      },
    };
  },
});

/** The first order. Throws where the orders do not follow each other. */
function requireConsecutive(orders: readonly number[]): number {
  const first = Number(orders[0]);
  if (orders.every((order, index) => order === first + index)) return first;
  throw new InputError({
    where: 'head shared-mlp',
    message: `Orders [${orders.join(', ')}] are not consecutive and ascending.`,
    expected: 'orders that follow each other, such as [1, 2] or [2, 3, 4]',
    fix: 'Give the other orders a head of their own.',
  });
}

function requireOneEach(orders: readonly number[], gains: readonly number[]): void {
  if (orders.length === gains.length) return;
  throw new InputError({
    where: 'head shared-mlp',
    message: `${gains.length} gains for ${orders.length} orders.`,
    expected: 'one gain an order',
  });
}
