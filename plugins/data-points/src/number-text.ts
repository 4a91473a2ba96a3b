/** A field of decimal digits, such as -1.5 or 2e-3. `Number` alone would take 0x10 and blanks, too. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Squares of larger numbers may be infinite in double precision. */
export const largest = 1e150;

/** The number of a field, or undefined where it is no finite decimal number. */
export function numberOf(field: string): number | undefined {
  if (!decimal.test(field)) return undefined;
  const value = Number(field);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a field stands for a value that is missing or not finite, as programs write it: no name of a column. */
export function isMissing(field: string): boolean {
  return /^(?:[+-]?(?:nan|inf(?:inity)?)|n\/?a|#n\/a|null|none|nil)$/i.test(field);
}

/** Why a field is no coordinate. */
export function faultOf(field: string): string {
  if (field === '') return 'The field is empty.';
  if (numberOf(field) !== undefined) {
    return `${field} is too large: its square is infinite. Change the unit of the data.`;
  }
  if (/^[+-]?0[xob]/i.test(field)) return `"${field}" is not a decimal number.`;
  return `"${field}" is not a finite number.`;
}
