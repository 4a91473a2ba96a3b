import { z } from 'zod';

/** Options of metrics that look at all pairs. */
export const pairOptions = {
  points: z
    .int()
    .min(2)
    .default(2000)
    .describe('Points used on each side, the first of each; the cost grows with their square.'),
  permutations: z
    .int()
    .min(19)
    .default(199)
    .describe('Random divisions of the points behind the p value, which is 1 / (permutations + 1) at least.'),
};
