import { z } from 'zod';

/** A number in JSON. JSON has no NaN and no infinity; they were written as null, and are read as NaN. */
export const looseNumber = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
