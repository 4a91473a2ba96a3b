import { definePlugin, InputError, type TimeRequest, type Times, type TimeSampler } from '@highorder/core';
import { z } from 'zod';
import { within } from './on-clock.ts';

/**
 * Steps that are powers of two and times on their grid, both on the clock. A level j of those that
 * are drawn, 0 ... log2(finest) by default, is drawn uniformly, then a grid point i in 0 ... 2^j - 1:
 *
 *   clock(t) = i 2^-j,    clock(t + d) = (i + 1) 2^-j
 *
 * so that t + d never passes 1 and the steps of a level tile the path.
 *
 * Where the domain is narrower than [0, 1], only grid points inside it are drawn, and a level without one is
 * left out; t + d may lie beyond the domain, up to 1, since a row needs the path at t alone. Terms that read
 * x(t) only (order 0) get the domain [0, 1]. Throws `InputError` where no grid point of any level lies in the
 * domain.
 *
 * Source: Frans et al., arXiv 2410.12557, training details (discrete step sizes of bootstrap targets).
 */
export default definePlugin({
  kind: 'time-sampler',
  name: 'shortcut-ladder',
  summary: 'Steps that are powers of two, with times on their grid.',
  cite: ['frans2025shortcut'],
  options: z.strictObject({
    finest: z
      .int()
      .min(1)
      .default(128)
      .refine((value) => Number.isInteger(Math.log2(value)), 'expected a power of two, such as 128')
      .describe('Number of the smallest steps that make the whole path; a power of two.'),
    drawn: z
      .enum(['all', 'finest'])
      .default('all')
      .describe('Which levels are drawn: all, or the finest alone.'),
  }),
  create: ({ finest, drawn }): TimeSampler => {
    const steps = stepCounts(finest, drawn);
    return { finest: 1 / finest, draw: (request) => drawLadder(steps, request) };
  },
});

/** How many steps of each drawn level make the whole path: 1, 2, 4, ... */
function stepCounts(finest: number, drawn: 'all' | 'finest'): readonly number[] {
  if (drawn === 'finest') return [finest];
  return Array.from({ length: Math.log2(finest) + 1 }, (_, j) => 2 ** j);
}

/** One step length and the grid points at which it may be taken. */
interface Level {
  readonly step: number;
  readonly first: number;
  readonly count: number;
}

function drawLadder(steps: readonly number[], request: TimeRequest): Times {
  const { rows, clock, domain, random } = request;
  const levels = usableLevels(steps, request);
  const t = new Float64Array(rows);
  const d = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const { step, first, count } = levels[random.integer(levels.length)] as Level;
    const point = first + random.integer(count);
    const time = within(domain, clock.time(point * step));
    t[row] = time;
    // A clock may round its last time to a little above 1.
    d[row] = Math.min(1, clock.time((point + 1) * step)) - time;
  }
  return { t, d };
}

function usableLevels(steps: readonly number[], { clock, domain }: TimeRequest): readonly Level[] {
  const from = clock.reading(domain.from);
  const to = clock.reading(domain.to);
  const usable = steps.map((each) => levelWithin(each, from, to)).filter(({ count }) => count > 0);
  if (usable.length > 0) return usable;
  throw new InputError({
    where: 'shortcut-ladder',
    message: `No grid point of ${steps.join(', ')} steps lies in [${domain.from}, ${domain.to}].`,
    expected: 'a domain that holds a grid point',
    fix: 'Raise finest, or widen the domain.',
  });
}

/** Grid points i / steps within [from, to]; a reading off by rounding still counts as on the grid. */
function levelWithin(steps: number, from: number, to: number): Level {
  const rounding = 1e-9;
  const first = Math.ceil(from * steps - rounding);
  const last = Math.min(steps - 1, Math.floor(to * steps + rounding));
  return { step: 1 / steps, first, count: Math.max(0, last - first + 1) };
}
