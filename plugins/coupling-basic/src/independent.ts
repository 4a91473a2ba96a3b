import { definePlugin } from '@highorder/core';
import { z } from 'zod';

/** Source and target points are drawn independently, fresh for every batch. Source: Lipman et al., arXiv 2210.02747. */
export default definePlugin({
  kind: 'coupling',
  name: 'independent',
  summary: 'Draws source and target independently, fresh for every batch.',
  cite: ['lipman2023flow'],
  options: z.strictObject({}),
  create: () => ({
    open: ({ source, target }) => ({
      draw: (rows, random) => ({ source: source.sample(rows, random), target: target.sample(rows, random) }),
    }),
  }),
});
