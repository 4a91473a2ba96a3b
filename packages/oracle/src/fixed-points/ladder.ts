import { type Clock, identityClock } from '@highorder/core';

/** The steps on which a self-consistency rule holds: powers of two down to the finest, on the clock. */
export interface Ladder {
  /** Its smallest step, on the clock. Half of it is the base: the step that instantaneous derivatives make. */
  readonly finest: number;
  readonly clock: Clock;
}

/** The ladder whose finest steps are made of two instantaneous ones of length `base`. */
export function ladderFrom(base: number, clock: Clock = identityClock): Ladder {
  return { finest: 2 * base, clock };
}

/** Both halves of a step, on the clock. */
export interface Halves {
  readonly half: number;
  readonly rest: number;
}

/** Rounding of times must not make a step of the finest size count as finer. */
const SLACK = 1e-6;

/** The halves of the step from t to t + d, or undefined where the step is finer than the ladder: it is instantaneous then. */
export function halvesOf({ finest, clock }: Ladder, t: number, d: number): Halves | undefined {
  const from = clock.reading(t);
  const reading = clock.reading(Math.min(1, t + d)) - from;
  if (reading < finest * (1 - SLACK)) return undefined;
  const half = clock.time(from + reading / 2) - t;
  return { half, rest: d - half };
}
