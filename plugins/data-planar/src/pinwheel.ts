import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { pointByPoint } from './point-by-point.ts';

/**
 * Bent arms about the origin. Each point draws an arm k ~ U{0 ... arms - 1}, then
 *
 *   r ~ N(1, radial^2),   s ~ N(0, tangential^2),   angle = 2 pi k / arms + bend exp(r)
 *   x = scale (r cos(angle) - s sin(angle), r sin(angle) + s cos(angle))
 *
 * Source: M. Johnson et al., Composing graphical models with neural networks, NeurIPS 2016, with its usual numbers
 * (radial 0.3, tangential 0.1, bend 0.25; scale 2 since FFJORD), and with arms turned counterclockwise.
 */
export default definePlugin({
  kind: 'data',
  name: 'pinwheel',
  summary: 'A wheel of bent arms.',
  cite: ['grathwohl2019ffjord'],
  options: z.strictObject({
    arms: z.int().positive().max(10_000).default(5).describe('Number of arms.'),
    radial: z.number().nonnegative().default(0.3).describe('Deviation along an arm, before scaling.'),
    tangential: z.number().nonnegative().default(0.1).describe('Deviation across an arm, before scaling.'),
    bend: z.number().default(0.25).describe('How far arms turn as they go out, in radians.'),
    scale: z.number().positive().default(2).describe('Distance of the middle of an arm from the origin.'),
  }),
  create: ({ arms, radial, tangential, bend, scale }) =>
    pointByPoint((random) => {
      const arm = (2 * Math.PI * random.integer(arms)) / arms;
      const along = 1 + radial * random.normal();
      const across = tangential * random.normal();
      const angle = arm + bend * Math.exp(along);
      return {
        x: scale * (along * Math.cos(angle) - across * Math.sin(angle)),
        y: scale * (along * Math.sin(angle) + across * Math.cos(angle)),
      };
    }),
});
