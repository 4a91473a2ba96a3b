import { identityClock, type NetworkView, type PreconditioningInputs } from '@highorder/core';
import { z } from 'zod';
import { logClock, logClockRate } from './log-clock.ts';

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

/** The option `derivatives` of a preconditioning. */
export const derivativesOption = z
  .enum(['time', 'clock'])
  .default('time')
  .describe(
    'In which time networks emit derivatives above the first: t, or the clock, whose rate they are then multiplied by.',
  );

/** What these options make of the clock of a network's view. */
interface ClockChoice {
  readonly clock: z.output<typeof clockOption>;
  readonly derivatives: z.output<typeof derivativesOption>;
}

/** The clock of a view, and its rate where derivatives are to be learned on it. */
export function chooseClock(
  { clock: name, derivatives }: ClockChoice,
  { sourceSpread, targetSpread }: PreconditioningInputs,
): Pick<NetworkView, 'clock' | 'rate'> {
  const ratio = sourceSpread / targetSpread;
  if (name === 'none' || (name === 'auto' && ratio >= NARROW)) return { clock: identityClock };
  const clock = logClock(ratio);
  return derivatives === 'clock' ? { clock, rate: logClockRate(ratio) } : { clock };
}
