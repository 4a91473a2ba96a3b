import { definePlugin, tf } from '@highorder/core';
import { z } from 'zod';
import { adamMove, adamMoments, adamOptions } from './adam-step.ts';
import { learningRateOption } from './learning-rate-option.ts';

/**
 * parameters <- (1 - rate * weightDecay) parameters - rate * direction, with the direction of `adamMove`: the decay does not
 * pass through the moments. Source: Loshchilov and Hutter, arXiv 1711.05101, algorithm 2, with the rate in the decay as in
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
    update(step) {
      const { direction, state } = adamMove(step, numbers);
      const move = tf.add(direction, tf.mul(step.parameters, weightDecay));
      return { parameters: tf.sub(step.parameters, tf.mul(step.learningRate, move)), state };
    },
  }),
});
