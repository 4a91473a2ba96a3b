import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { pointByPoint } from './point-by-point.ts';

/**
 * One and a half turns of a linear spiral with noise. With s ~ U(3 pi / 2, 9 pi / 2) and n ~ N(0, noise^2 I),
 *
 *   x = scale ((s cos s, s sin s) + n)
 *
 * Source: `make_swiss_roll` of scikit-learn without its depth; noise 1 and scale 1/5 since FFJORD (Grathwohl et al.,
 * ICLR 2019).
 */
export default definePlugin({
  kind: 'data',
  name: 'swiss-roll',
  summary: 'A spiral with noise, flat in the plane.',
  cite: ['grathwohl2019ffjord'],
  options: z.strictObject({
    noise: z.number().nonnegative().default(1).describe('Deviation of the noise, before scaling.'),
    scale: z
      .number()
      .positive()
      .default(0.2)
      .describe('Factor of the radius, which runs from 4.7 to 14.1 before it.'),
  }),
  create: ({ noise, scale }) =>
    pointByPoint((random) => {
      const turn = 1.5 * Math.PI * (1 + 2 * random.uniform());
      return {
        x: scale * (turn * Math.cos(turn) + noise * random.normal()),
        y: scale * (turn * Math.sin(turn) + noise * random.normal()),
      };
    }),
});
