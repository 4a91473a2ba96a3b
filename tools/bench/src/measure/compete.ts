import type { Contestant, MissingContestant } from '../contestants/contestant.ts';
import { isOpen, openContestant } from '../contestants/open-contestant.ts';
import { type Effort, interleave, type Measured } from './interleave.ts';

/** The outcome of a competition. */
export interface Outcome {
  readonly measured: readonly Measured[];
  readonly missing: readonly MissingContestant[];
}

/** Starts all contestants, times those that run against each other, and ends them. */
export async function compete(contestants: readonly Contestant[], effort: Effort): Promise<Outcome> {
  const started = [];
  for (const one of contestants) started.push(await openContestant(one));
  const open = started.filter(isOpen);
  const missing = started.filter((one): one is MissingContestant => !isOpen(one));
  try {
    return { measured: await interleave(open, effort), missing };
  } finally {
    for (const one of open) await one.close();
  }
}
