import { definePlugin } from '@highorder/core';
import { z } from 'zod';

/** The same rate at every update. */
export default definePlugin({
  kind: 'learning-rate',
  name: 'constant',
  summary: 'The same rate at every update.',
  cite: [],
  options: z.strictObject({
    value: z.number().positive().default(1e-3).describe('The rate.'),
  }),
  create: ({ value }) => ({ at: () => value }),
});
