import { expect, test } from 'vitest';
import { randomStream } from './random/stream.ts';
import { selectRank } from './select-rank.ts';

test.each([1, 2, 7, 100])('of %i values every rank is that of the sorted list, ties or not', (count) => {
  for (const values of [4, Infinity]) {
    const random = randomStream({ seed: 3, purpose: 'select-rank.test', index: count });
    const drawn = Float64Array.from({ length: count }, () =>
      Number.isFinite(values) ? random.integer(values) : random.normal(),
    );
    const ascending = drawn.toSorted();
    ascending.forEach((value, rank) => expect(selectRank(drawn.slice(), rank)).toBe(value));
  }
});
