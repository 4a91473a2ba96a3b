import { InputError } from '@highorder/core';

/**
 * Holm's correction for many comparisons: p-values in ascending order are multiplied by m, m - 1, ..., 1, may not fall below the one
 * before, and end at 1. Calling those at most alpha true keeps the chance of even one false call in the whole table at alpha,
 * whatever depends on what. Returned in the order they came.
 *
 * Throws InputError for a p-value that is not between 0 and 1.
 * Source: Holm, A simple sequentially rejective multiple test procedure (1979).
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const wrong = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (wrong >= 0) {
    throw new InputError({
      where: 'Holm correction',
      message: `p-value ${wrong + 1} of ${pValues.length} is ${pValues[wrong]}.`,
      expected: 'numbers from 0 to 1.',
    });
  }
  const ascending = pValues
    .map((p, index) => ({ p, index }))
    .sort((one, other) => one.p - other.p || one.index - other.index);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  ascending.forEach(({ p, index }, rank) => {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  });
  return adjusted;
}
