import type { Spread } from '@highorder/oracle';

/** Three digits, as people write them. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Below this, in any unit that a problem is given in, stands rounding. */
const ROUNDING = 1e-12;

/** A spread in words. */
export function spread(value: Spread | undefined): string {
  return value === undefined || value.rms < ROUNDING
    ? '0'
    : `${short(value.rms)} (median ${short(value.median)})`;
}

/** A part of 1 as people write it: 1/16, or three digits. */
export function fraction(value: number): string {
  const inverse = 1 / value;
  return Math.abs(inverse - Math.round(inverse)) < 1e-9 ? `1/${Math.round(inverse)}` : short(value);
}
