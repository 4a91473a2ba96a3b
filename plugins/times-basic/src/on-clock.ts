import type { Interval, TimeRequest, Times } from '@highorder/core';

/**
 * Instantaneous rows: times where the clock shows `fraction()` of the way through `interval`, and d = 0.
 * `fraction` gives numbers in [0, 1]. Rounding cannot carry a time out of the interval.
 */
export function instantaneousTimes(
  { rows, clock }: TimeRequest,
  interval: Interval,
  fraction: () => number,
): Times {
  const first = clock.reading(interval.from);
  const last = clock.reading(interval.to);
  const t = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    t[row] = within(interval, clock.time(first + (last - first) * fraction()));
  }
  return { t, d: new Float64Array(rows) };
}

/** The number, or the end of the interval that it passed. */
export function within({ from, to }: Interval, value: number): number {
  return Math.min(to, Math.max(from, value));
}

/** 1 / (1 + e^-value). */
export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
