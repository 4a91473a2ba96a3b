import {
  contains,
  definePlugin,
  InputError,
  type Interval,
  type TimeSampler,
  unitInterval,
} from '@highorder/core';
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
 * Source: Lipman et al., arXiv 2210.02747, whose flow matching loss draws times uniformly.
 */
export default definePlugin({
  kind: 'time-sampler',
  name: 'uniform',
  summary: 'Times uniform on the clock, for instantaneous derivatives.',
  cite: ['lipman2023flow'],
  options: z.strictObject({
    from: z.number().min(0).max(1).optional().describe('First time. Where only `to` is given: 0.'),
    to: z.number().min(0).max(1).optional().describe('Last time. Where only `from` is given: 1.'),
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

function intervalOf(first: number | undefined, last: number | undefined): Interval | undefined {
  if (first === undefined && last === undefined) return undefined;
  const { from, to } = { from: first ?? unitInterval.from, to: last ?? unitInterval.to };
  if (from < to) return { from, to };
  throw new InputError({
    where: 'uniform',
    message: `from ${from} and to ${to} do not make an interval.`,
    expected: 'from < to',
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
