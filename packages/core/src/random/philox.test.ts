import { expect, test } from 'vitest';
import { type Key, philox4x32 } from './philox.ts';

const all = 0xffffffff;

/** The known-answer vectors that Random123 publishes for philox4x32, 10 rounds. */
const vectors: readonly {
  readonly counter: readonly number[];
  readonly key: Key;
  readonly words: readonly number[];
}[] = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  },
  {
    counter: [all, all, all, all],
    key: [all, all],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
];

test.each(vectors)('published vector for counter $counter', ({ counter, key, words }) => {
  const found = Uint32Array.from(counter);
  philox4x32(found, key);
  expect([...found]).toEqual(words);
});
