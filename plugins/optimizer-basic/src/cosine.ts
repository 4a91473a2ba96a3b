import { definePlugin, InputError } from '@highorder/core';
import { z } from 'zod';

/**
 * Half a cosine from the peak down to the floor, after a linear rise where wanted:
 *
 *   rate(n) = peak (n + 1) / warmup                                                   n < warmup
 *   rate(n) = floor + (peak - floor) (1 + cos(pi (n - warmup) / (steps - warmup))) / 2   otherwise
 *
 * for update n = 0 ... steps - 1; it would reach the floor at n = steps, and stays there. Source: Loshchilov and Hutter,
 * SGDR, arXiv 1608.03983, equation 5, without restarts.
 */
export default definePlugin({
  kind: 'learning-rate',
  name: 'cosine',
  summary: 'Falls from the peak along half a cosine.',
  cite: ['loshchilov2017sgdr'],
  options: z.strictObject({
    peak: z.number().positive().default(3e-3).describe('The highest rate.'),
    floor: z.number().min(0).default(0).describe('The rate at the end.'),
    warmup: z.int().min(0).default(0).describe('Updates of linear rise to the peak.'),
  }),
  create({ peak, floor, warmup }) {
    requireFloorBelow(peak, floor);
    return {
      at(step, steps) {
        if (step < warmup) return (peak * (step + 1)) / warmup;
        const progress = Math.min((step - warmup) / Math.max(steps - warmup, 1), 1);
        return floor + ((peak - floor) * (1 + Math.cos(Math.PI * progress))) / 2;
      },
    };
  },
});

function requireFloorBelow(peak: number, floor: number): void {
  if (floor <= peak) return;
  throw new InputError({
    where: 'learning-rate cosine',
    message: `The floor, ${floor}, is above the peak, ${peak}.`,
    expected: 'a floor of at most the peak',
  });
}
