import type { Estimate } from '../exact/study.ts';

/** Three digits that count; 0 for what is only rounding. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size < 1e-20) return '0';
  if (size < 1e-3 || size >= 1e6) return value.toExponential(2).replace('e+', 'e');
  return Number(value.toPrecision(3)).toString();
}

/** An estimate, with its standard error where that is more than half a percent of it. */
export function estimateText({ value, error }: Estimate): string {
  return error > 0.005 * Math.abs(value) && error > 1e-20
    ? `${digits(value)} ± ${oneDigit(error)}`
    : digits(value);
}

/** A share of 1 in two decimals, with its standard error where that shows. */
export function shareText({ value, error }: Estimate): string {
  if (!Number.isFinite(value)) return '–';
  const share = Math.abs(value) < 10 ? value.toFixed(3) : digits(value);
  return error >= 0.0005 ? `${share} ± ${error.toFixed(3)}` : share;
}

function oneDigit(value: number): string {
  return value < 1e-3 || value >= 1e6
    ? value.toExponential(0).replace('e+', 'e')
    : Number(value.toPrecision(1)).toString();
}
