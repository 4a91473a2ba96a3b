import { z } from 'zod';

/** Sizes whose squares are neither infinite nor 0 in double precision, with room for sums of them. */
export const largest = 1e150;

/** A coordinate of a center. */
export const coordinate = z
  .number()
  .refine(
    (value) => Math.abs(value) <= largest,
    'expected at most 1e150 in size: beyond, its square is infinite in double precision',
  );

/** A variance. */
export const variance = z
  .number()
  .positive()
  .refine(
    (value) => value <= 0 || (value >= 1 / largest && value <= largest),
    'expected a variance from 1e-150 to 1e150: beyond, its square is 0 or infinite in double precision',
  );
