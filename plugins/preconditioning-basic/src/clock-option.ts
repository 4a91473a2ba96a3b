import { type Clock, identityClock, type PreconditioningInputs } from '@highorder/core';
import { z } from 'zod';
import { logClock } from './log-clock.ts';

/** The option `clock` of a preconditioning. */
export const clockOption = z
  .enum(['none', 'log'])
  .default('none')
  .describe(
    'The clock of networks, training and sampler: none is t itself, log for a source far smaller than the target.',
  );

/** The clock of that name for a problem. */
export function chooseClock(
  name: z.output<typeof clockOption>,
  { sourceSpread, targetSpread }: PreconditioningInputs,
): Clock {
  switch (name) {
    case 'none':
      return identityClock;
    case 'log':
      return logClock(sourceSpread / targetSpread);
    default:
      return name satisfies never;
  }
}
