import { type Clock, identityClock, type PreconditioningInputs } from '@highorder/core';
import { z } from 'zod';
import { logClock } from './log-clock.ts';

/** The option `clock` of a preconditioning. */
export const clockOption = z
  .enum(['none', 'log', 'auto'])
  .default('none')
  .describe(
    'The clock of networks, training and sampler: none is t itself, log for a source far smaller than the target, ' +
      'auto is log where the source is less than a fifth as wide as the target.',
  );

/** Spread of the source by that of the target below which `auto` takes the log clock. */
const NARROW = 0.2;

/** The clock of that name for a problem. */
export function chooseClock(
  name: z.output<typeof clockOption>,
  { sourceSpread, targetSpread }: PreconditioningInputs,
): Clock {
  const ratio = sourceSpread / targetSpread;
  switch (name) {
    case 'auto':
      return ratio < NARROW ? logClock(ratio) : identityClock;
    case 'none':
      return identityClock;
    case 'log':
      return logClock(ratio);
    default:
      return name satisfies never;
  }
}
