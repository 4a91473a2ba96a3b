import { component, definePlugin, type TimeSampler } from '@highorder/core';
import { z } from 'zod';

/**
 * Another time sampler that keeps its finest step to itself: same t, same d, no `finest`.
 *
 * **It breaks the contract of time samplers by design.** Self-consistency tells networks a step of 0 where half a step is
 * finer than the finest, so that the ladder rests on instantaneous derivatives. Not knowing of a finest step it tells
 * them d/2, which is 1/256 at the foot of the scripts' ladder: a step that no row teaches. The target there is what
 * the networks make of it, between what they know of 0 and of 1/128.
 *
 * Source: the scripts of HOMO, arXiv 2502.00688, which replace steps below 1/128 by 0 in predictions but not in targets.
 */
export default definePlugin({
  kind: 'time-sampler',
  name: 'as-published-unclamped',
  summary:
    'Hides the finest step, so that targets rest on half of it; reproduces a mistake; for comparison only.',
  cite: ['chen2025homo'],
  options: z.strictObject({
    of: component('time-sampler')
      .prefault({ use: 'as-published-steps' })
      .describe('The time sampler whose finest step is hidden.'),
  }),
  create: ({ of }): TimeSampler => ({
    ...(of.interval !== undefined && { interval: of.interval }),
    draw: (request) => of.draw(request),
  }),
});
