import { definePlugin, tf } from '@highorder/core';
import { z } from 'zod';
import { adamCorrections, adamMove, adamMoments, adamOptions, numberOf } from './adam-step.ts';
import { learningRateOption } from './learning-rate-option.ts';

/**
 * parameters <- (1 - rate * weightDecay) parameters - move, with the move of `adamMove`: the decay does not pass through
 * the moments. Source: Loshchilov and Hutter, arXiv 1711.05101, algorithm 2, with the rate in the decay as in
 * PyTorch.
 */
export default definePlugin({
  kind: 'optimizer',
  name: 'adamw',
  summary: 'Adam with decoupled weight decay.',
  cite: ['loshchilov2019decoupled'],
  options: z.strictObject({
    learningRate: learningRateOption(3e-3),
    ...adamOptions,
    weightDecay: z
      .number()
      .min(0)
      .default(0.01)
      .describe('Rate at which parameters shrink, per unit of learning rate.'),
  }),
  create: ({ learningRate, weightDecay, ...numbers }) => ({
    learningRate,
    moments: adamMoments,
    numbers: (update) => ({
      ...adamCorrections(update, numbers),
      kept: 1 - update.learningRate * weightDecay,
    }),
    update(step) {
      const { move, state } = adamMove(step, numbers);
      const kept = tf.mul(step.parameters, numberOf(step.numbers, 'kept'));
      return { parameters: tf.sub(kept, move), state };
    },
  }),
});
