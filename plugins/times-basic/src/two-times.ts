import { definePlugin, type TimeRequest, type Times, type TimeSampler } from '@highorder/core';
import { z } from 'zod';
import { logistic, within } from './on-clock.ts';

/**
 * Both ends of an interval, drawn independently on the clock and put in order:
 *
 *   clock(t) = min(a, b),   clock(t + d) = max(a, b),
 *
 * a and b uniform over the domain of the path, or with a normal logit there. The first rows, a share `equal` of them,
 * get d = 0 at the same t. Steps have any length, so that there is no finest one.
 *
 * Source: Geng et al., arXiv 2505.13447, sampling of time steps (r, t).
 */
export default definePlugin({
  kind: 'time-sampler',
  name: 'two-times',
  summary: 'Steps between two independent times, and d = 0 on a share of the rows.',
  cite: ['geng2025meanflow'],
  options: z.strictObject({
    equal: z.number().min(0).max(1).default(0.75).describe('Share of the rows with d = 0.'),
    distribution: z
      .enum(['uniform', 'logit-normal'])
      .default('uniform')
      .describe('How each of the two times is distributed on the clock.'),
    mean: z
      .number()
      .default(0)
      .describe('Mean of the logit, for logit-normal; above 0 favors times near the data.'),
    deviation: z
      .number()
      .positive()
      .default(1)
      .describe('Standard deviation of the logit, for logit-normal.'),
  }),
  create: ({ equal, distribution, mean, deviation }): TimeSampler => ({
    draw(request) {
      const { random } = request;
      const fraction =
        distribution === 'uniform'
          ? () => random.uniform()
          : () => logistic(mean + deviation * random.normal());
      return drawPairs(request, equal, fraction);
    },
  }),
});

function drawPairs({ rows, clock, domain }: TimeRequest, equal: number, fraction: () => number): Times {
  const first = clock.reading(domain.from);
  const last = clock.reading(domain.to);
  const draw = () => within(domain, clock.time(first + (last - first) * fraction()));
  const still = Math.round(equal * rows);
  const t = new Float64Array(rows);
  const d = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const [one, other] = [draw(), draw()];
    t[row] = Math.min(one, other);
    d[row] = row < still ? 0 : Math.abs(other - one);
  }
  return { t, d };
}
