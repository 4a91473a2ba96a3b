import { definePlugin } from '@highorder/core';
import { z } from 'zod';

/** z = x: training in the data's own units, as published scripts do. */
export default definePlugin({
  kind: 'scaling',
  name: 'none',
  summary: "Trains in the data's own units.",
  cite: [],
  options: z.strictObject({}),
  create: () => ({
    fit: ({ target }) => ({ center: new Array<number>(target.dimension).fill(0), scale: 1 }),
  }),
});
