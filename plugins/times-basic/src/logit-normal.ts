import { definePlugin, type TimeSampler } from '@highorder/core';
import { z } from 'zod';
import { instantaneousTimes, logistic } from './on-clock.ts';

/**
 * Times whose logit is normal on the clock, d = 0: more of them in the middle of the path.
 *
 *   clock(t) = clock(from) + (clock(to) - clock(from)) / (1 + exp(-(mean + deviation n))),    n ~ N(0, 1)
 *
 * [from, to] is the domain of the path; a narrow domain squeezes the distribution and cuts nothing off.
 *
 * Source: Esser et al., arXiv 2403.03206, the logit-normal times of its rectified flows.
 */
export default definePlugin({
  kind: 'time-sampler',
  name: 'logit-normal',
  summary: 'Times with a normal logit on the clock, for instantaneous derivatives.',
  cite: ['esser2024scaling'],
  options: z.strictObject({
    mean: z.number().default(0).describe('Mean of the logit; above 0 favors times near the data.'),
    deviation: z.number().positive().default(1).describe('Standard deviation of the logit.'),
  }),
  create: ({ mean, deviation }): TimeSampler => ({
    draw: (request) =>
      instantaneousTimes(request, request.domain, () => logistic(mean + deviation * request.random.normal())),
  }),
});
