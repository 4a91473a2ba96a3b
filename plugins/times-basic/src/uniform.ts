import { contains, definePlugin, InputError, type Interval, type TimeSampler } from '@highorder/core';
import { z } from 'zod';
import { instantaneousTimes } from './on-clock.ts';

/**
 * Times uniform on the clock, d = 0:
 *
 *   clock(t) ~ Uniform[clock(from), clock(to)]
 *
 * over the domain of the path, or over the interval of its options. Throws `InputError` where the interval
 * leaves the domain.
 *
 * Source: Lipman et al., arXiv 2210.02747, equation 5.
 */
export default definePlugin({
  kind: 'time-sampler',
  name: 'uniform',
  summary: 'Times uniform on the clock, for instantaneous derivatives.',
  cite: ['lipman2023flow'],
  options: z.strictObject({
    from: z.number().min(0).max(1).optional().describe('First time. Give it together with `to`.'),
    to: z.number().min(0).max(1).optional().describe('Last time. Give it together with `from`.'),
  }),
  create: ({ from, to }): TimeSampler => {
    const interval = intervalOf(from, to);
    return {
      ...(interval && { interval }),
      draw(request) {
        const { domain, random } = request;
        if (interval && !contains(domain, interval)) throw outside(interval, domain);
        return instantaneousTimes(request, interval ?? domain, () => random.uniform());
      },
    };
  },
});

function intervalOf(from: number | undefined, to: number | undefined): Interval | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && from < to) return { from, to };
  throw new InputError({
    where: 'uniform',
    message: `from ${from ?? 'is missing'} and to ${to ?? 'is missing'} do not make an interval.`,
    expected: 'both or neither, with from < to',
    fix: 'Drop both to draw over the whole domain of the path.',
  });
}

function outside(interval: Interval, domain: Interval): InputError {
  return new InputError({
    where: 'uniform',
    message: `The interval [${interval.from}, ${interval.to}] leaves the times that the path allows.`,
    expected: `an interval within [${domain.from}, ${domain.to}]`,
    fix: 'Narrow the interval, or give the path a smaller margin.',
  });
}
