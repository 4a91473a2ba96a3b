import type { Measured } from '../measure/interleave.ts';
import { ratioOf, type Spread, spreadOf } from '../measure/summary.ts';

/** Three digits that count. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 12 });
}

/** Median, with the ends in brackets. */
export function spreadText({ median, least, most }: Spread): string {
  return `${digits(median)} (${digits(least)}–${digits(most)})`;
}

/** Milliseconds of a contestant, or a dash where it has none. */
export function timeText(measured: Measured | undefined): string {
  return measured === undefined ? '–' : spreadText(spreadOf(measured.milliseconds));
}

/** Milliseconds of processors of a contestant, or a dash where it has none. */
export function cpuText(measured: Measured | undefined): string {
  return measured === undefined ? '–' : spreadText(spreadOf(measured.cpuMilliseconds));
}

/** Its time over that of another, round by round. */
export function ratioText(measured: Measured | undefined, reference: Measured | undefined): string {
  if (measured === undefined || reference === undefined) return '–';
  return spreadText(ratioOf(measured.milliseconds, reference.milliseconds));
}
