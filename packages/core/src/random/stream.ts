import { type Key, philox4x32 } from './philox.ts';

/** Random numbers in a fixed sequence. */
export interface RandomStream {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal (Box and Muller). */
  normal(): number;
  /** A whole number, uniform on 0 ... below - 1. `below` is at most 2^32. */
  integer(below: number): number;
}

/** What names a stream: equal names give equal numbers, different names give independent ones. */
export interface StreamName {
  /** The experiment's seed: a whole number of at least 0, below 2^53. */
  readonly seed: number;
  /** What the numbers are for, such as `batch/bootstrap`. */
  readonly purpose: string;
  /** Which use of it, such as the step of training: below 2^32. */
  readonly index?: number;
}

/**
 * Opens the stream of that name at its beginning. Streams are counter-based (Philox4x32-10): the stream of step n
 * does not depend on how many numbers step n - 1 used, so any step of a run can be replayed alone.
 */
export function randomStream({ seed, purpose, index = 0 }: StreamName): RandomStream {
  const key: Key = [seed >>> 0, Math.floor(seed / 0x100000000) >>> 0];
  const purposeHash = hash(purpose);
  let block = 0;
  const words = new Uint32Array(4);
  let used = 4;
  // In an array, because a number that a closure holds is allocated anew at every change.
  const spareNormal = new Float64Array(1);
  let hasSpare = false;

  const word = (): number => {
    if (used === 4) {
      words[0] = block++;
      words[1] = index;
      words[2] = purposeHash.low;
      words[3] = purposeHash.high;
      philox4x32(words, key);
      used = 0;
    }
    return words[used++] as number;
  };
  const uniform = () => ((word() >>> 5) * 0x4000000 + (word() >>> 6)) / 0x20000000000000;

  return {
    uniform,
    normal() {
      hasSpare = !hasSpare;
      if (!hasSpare) return spareNormal[0] as number;
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
      const angle = 2 * Math.PI * uniform();
      spareNormal[0] = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer(below) {
      // Words past the last whole multiple of `below` would favour small results: draw again.
      const limit = 0x100000000 - (0x100000000 % below);
      let drawn = word();
      while (drawn >= limit) drawn = word();
      return drawn % below;
    },
  };
}

/** The whole numbers 0 ... count - 1 in random order (Fisher and Yates). */
export function permutation(count: number, random: RandomStream): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const held = order[last] as number;
    order[last] = order[other] as number;
    order[other] = held;
  }
  return order;
}

/** Two 32-bit hashes of a text (FNV-1a and a variant with another offset and multiplier). */
function hash(text: string): { readonly low: number; readonly high: number } {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193) >>> 0;
    high = Math.imul(high ^ unit, 0x85ebca6b) >>> 0;
  }
  return { low, high };
}
