import { definePlugin, type TimeRequest, type Times, type TimeSampler } from '@highorder/core';
import { z } from 'zod';

/**
 * Times and steps for self-consistency as the published scripts draw them: apart from each other, on the clock.
 *
 *   clock(t) ~ Uniform[clock(from), clock(to)],    clock(t + d) = clock(t) + 2^-j,    j ~ Uniform{0, ..., log2(finest)}
 *
 * **It breaks the contract of time samplers by design**: t + d passes 1 on a share (2 - 1/finest) / (log2(finest) + 1) of
 * the rows over [0, 1], 24.9 percent at finest = 128. Nothing stops what follows: the row is a point of the path
 * at t, as any other, but self-consistency asks the networks for velocities at times up to t + d/2 = 1.5, after the end
 * of the path, where nothing else teaches them, and makes the answers part of its targets. No sampler asks for
 * those times or for those steps.
 *
 * Source: the scripts of HOMO, arXiv 2502.00688.
 */
export default definePlugin({
  kind: 'time-sampler',
  name: 'as-published-steps',
  summary:
    'Steps drawn apart from their times, past the end of the path; reproduces a mistake; for comparison only.',
  cite: ['chen2025homo'],
  options: z.strictObject({
    finest: z
      .int()
      .min(1)
      .default(128)
      .refine((value) => Number.isInteger(Math.log2(value)), 'expected a power of two, such as 128')
      .describe('Number of the smallest steps that make the whole path; a power of two.'),
  }),
  create: ({ finest }): TimeSampler => ({
    finest: 1 / finest,
    draw: (request) => drawApart(request, Math.log2(finest)),
  }),
});

function drawApart({ rows, domain, clock, random }: TimeRequest, levels: number): Times {
  const first = clock.reading(domain.from);
  const last = clock.reading(domain.to);
  const t = new Float64Array(rows);
  const d = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const reading = first + (last - first) * random.uniform();
    // Rounding of a bent clock cannot carry a time out of the domain.
    const time = Math.min(domain.to, Math.max(domain.from, clock.time(reading)));
    t[row] = time;
    d[row] = clock.time(reading + 2 ** -random.integer(levels + 1)) - time;
  }
  return { t, d };
}
