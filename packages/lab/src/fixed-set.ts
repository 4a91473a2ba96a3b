import { type Distribution, permutation, type Points, type RandomStream, selectRows } from '@highorder/core';

/**
 * The distribution of a finite set: draws without replacement while they last, then from the whole set anew. A draw
 * of as many points as the set holds is the set itself in random order.
 */
export function fixedSet(set: Points): Distribution {
  return {
    dimension: set.dimension,
    sample: (count: number, random: RandomStream) => selectRows(set, epochRows(set.count, count, random)),
  };
}

/** `count` row numbers below `size`: whole permutations one after the other, the last one cut short. */
export function epochRows(size: number, count: number, random: RandomStream): Int32Array {
  const rows = new Int32Array(count);
  for (let start = 0; start < count; start += size) {
    rows.set(permutation(size, random).subarray(0, count - start), start);
  }
  return rows;
}
