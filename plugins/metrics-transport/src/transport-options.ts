import { z } from 'zod';

/**
 * How many points an exact distance matches. Its cost grows with their cube: about 0.1 s for 400, 0.5 s for 1000, and
 * more for samples far from the truth; an evaluation at six step counts with eight draws for the floor costs 14 times that.
 * At most 10,000: their costs fill 800 MB, and one matching takes minutes.
 */
export const matchedPoints = z
  .int()
  .min(2)
  .max(10_000)
  .default(400)
  .describe('Points matched on each side, the first of each; fewer where there are fewer.');
