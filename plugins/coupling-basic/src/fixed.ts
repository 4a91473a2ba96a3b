import { definePlugin, permutation, type RandomStream, selectRows } from '@highorder/core';
import { z } from 'zod';

/**
 * A set of independent pairs is drawn once, when the run opens; every batch takes pairs of it, as published scripts do.
 *
 * A batch of at most `pairs` rows holds different pairs, in random order; a larger one holds whole random orders of the
 * set, one after the other.
 */
export default definePlugin({
  kind: 'coupling',
  name: 'fixed',
  summary: 'Draws a set of pairs once and takes every batch from it.',
  cite: ['chen2025homo'],
  options: z.strictObject({
    pairs: z.int().min(1).max(100_000_000).default(800).describe('Number of pairs in the set.'),
  }),
  create: ({ pairs }) => ({
    open({ source, target, random }) {
      const all = { source: source.sample(pairs, random), target: target.sample(pairs, random) };
      return {
        draw(rows, random) {
          const chosen = randomRows(rows, pairs, random);
          return { source: selectRows(all.source, chosen), target: selectRows(all.target, chosen) };
        },
      };
    },
  }),
});

function randomRows(rows: number, pairs: number, random: RandomStream): Int32Array {
  const chosen = new Int32Array(rows);
  for (let done = 0; done < rows; done += pairs) {
    chosen.set(permutation(pairs, random).subarray(0, rows - done), done);
  }
  return chosen;
}
