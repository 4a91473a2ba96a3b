import type { Pass } from '../graph/graph.ts';
import { rewrite } from './rewrite.ts';

/** Takes out stops of gradients. For graphs that are run and never differentiated again: to the others a stop is their meaning. */
export const withoutStops: Pass = {
  name: 'without stops',
  run: (graph) =>
    rewrite(graph, [({ operation, inputs: [x] }) => (operation.kind === 'stopGradient' ? x : undefined)]),
};
