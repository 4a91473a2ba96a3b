import { InputError } from '@highorder/core';

/**
 * How an interval is made: `student` from the t distribution; `percentile` and `bca` (bias-corrected and accelerated) from the
 * bootstrap.
 */
export type IntervalKind = 'student' | 'percentile' | 'bca';

/** An interval that is meant to hold the true value in a share `level` of all experiments of its kind. */
export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
  /** The share that is aimed at, such as 0.95. What is reached is measured in docs/statistics.md. */
  readonly level: number;
  readonly kind: IntervalKind;
}

/** Throws InputError unless the level lies between 0 and 1. */
export function checkLevel(level: number): void {
  if (level > 0 && level < 1) return;
  throw new InputError({
    where: 'level of the interval',
    message: `It is ${level}.`,
    expected: 'a share between 0 and 1, such as 0.95.',
  });
}
