import { definePlugin, tf } from '@highorder/core';
import { z } from 'zod';
import { adamCorrections, adamMove, adamMoments, adamOptions } from './adam-step.ts';
import { learningRateOption } from './learning-rate-option.ts';

/** parameters <- parameters - move, with the move of `adamMove`. Source: Kingma and Ba, arXiv 1412.6980. */
export default definePlugin({
  kind: 'optimizer',
  name: 'adam',
  summary: 'Steps along the averaged gradient, divided by its averaged size.',
  cite: ['kingma2015adam'],
  options: z.strictObject({ learningRate: learningRateOption(3e-3), ...adamOptions }),
  create: ({ learningRate, ...numbers }) => ({
    learningRate,
    moments: adamMoments,
    numbers: (update) => adamCorrections(update, numbers),
    update(step) {
      const { move, state } = adamMove(step, numbers);
      return { parameters: tf.sub(step.parameters, move), state };
    },
  }),
});
