import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { pointByPoint } from './point-by-point.ts';

/**
 * Uniform on every second square of a board that is centered on the origin: with columns i and rows j from 0, the
 * squares where i + j is even.
 *
 * Source: a usual toy of the field, since FFJORD (Grathwohl et al., ICLR 2019): there 4 squares a side, 8 long.
 */
export default definePlugin({
  kind: 'data',
  name: 'checkerboard',
  summary: 'Uniform on every second square of a board.',
  cite: ['grathwohl2019ffjord'],
  options: z.strictObject({
    squares: z
      .int()
      .min(2)
      .multipleOf(2)
      .max(10_000)
      .default(4)
      .describe('Squares along a side; an even number.'),
    side: z.number().positive().default(8).describe('Length of a side of the board.'),
  }),
  create: ({ squares, side }) =>
    pointByPoint((random) => {
      const column = random.integer(squares);
      const row = 2 * random.integer(squares / 2) + (column % 2);
      return {
        x: side * ((column + random.uniform()) / squares - 0.5),
        y: side * ((row + random.uniform()) / squares - 0.5),
      };
    }),
});
