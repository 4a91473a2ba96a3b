import type { ConfidenceInterval } from '@highorder/statistics';
import { formatNumber } from '../format.ts';

/** Digits that are kept of half the length of an interval. */
const KEPT = 2;

/** A value and its interval as texts. */
export interface Estimate {
  readonly center: string;
  /** `[0.552, 0.672]`; empty where there is none. */
  readonly range: string;
}

export const noEstimate: Estimate = { center: '', range: '' };

/**
 * A value with its interval, `0.612` and `[0.552, 0.672]`: all three to the same decimal, the second digit of half the interval's
 * length. More digits would be noise. In powers of ten where the numbers are very small or large.
 */
export function formatEstimate(value: number, interval: ConfidenceInterval | undefined): Estimate {
  if (interval === undefined) return { center: formatNumber(value), range: '' };
  const numbers = [value, interval.low, interval.high];
  const decimals = decimalsOf(interval);
  const size = Math.max(...numbers.map(Math.abs));
  const format = (number: number) =>
    decimals === undefined || size < 1e-3 || size >= 1e6 ? formatNumber(number) : fixed(number, decimals);
  return { center: format(value), range: `[${format(interval.low)}, ${format(interval.high)}]` };
}

/** `0.612 [0.552, 0.672]` */
export function estimateText({ center, range }: Estimate): string {
  return `${center} ${range}`.trimEnd();
}

/** A p-value: to two digits, and not below what anybody would believe. */
export function formatP(p: number): string {
  if (p < 0.0001) return '<0.0001';
  if (p > 0.995) return '1.00';
  return p < 0.1 ? String(Number(p.toPrecision(2))) : p.toFixed(2);
}

/** Without the sign of a zero that only rounding made. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

function decimalsOf({ low, high }: ConfidenceInterval): number | undefined {
  const half = (high - low) / 2;
  if (!(half > 0)) return undefined;
  const decimals = KEPT - 1 - Math.floor(Math.log10(half));
  return decimals > 6 ? undefined : Math.max(0, decimals);
}
