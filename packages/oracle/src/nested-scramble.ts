import type { RandomStream } from '@highorder/core';

/** A random one-to-one map of 32-bit fractions in which each bit is flipped as the bits above it say. */
export type NestedScramble = (bits: number) => number;

/**
 * A nested scramble after A. B. Owen: it maps every binary interval onto one of the same size, so nets stay nets, and
 * the last exclusive or with random bits makes each point exactly uniform on the 2^32 fractions.
 *
 * The bits above are taken into account by a hash on the mirrored word, in which carries run from high bits to low:
 * S. Laine and T. Karras, Stratified sampling for stochastic transparency (2011), with the constants of N. Vegdahl;
 * see B. Burley, Practical hash-based Owen scrambling, Journal of Computer Graphics Techniques 9 (2020).
 */
export function nestedScramble(random: RandomStream): NestedScramble {
  const seed = random.integer(0x100000000);
  const shift = random.integer(0x100000000);
  return (bits) => (mirrored(hashUpwards(mirrored(bits), seed)) ^ shift) >>> 0;
}

/** A hash in which bit i of the result depends on bits 0 ... i alone: only products by odd or even constants and sums. */
function hashUpwards(word: number, seed: number): number {
  let hash = word ^ Math.imul(word, 0x3d20adea);
  hash = (hash + seed) | 0;
  hash = Math.imul(hash, (seed >>> 16) | 1);
  hash ^= Math.imul(hash, 0x05526c56);
  hash ^= Math.imul(hash, 0x53a22864);
  return hash;
}

/** The 32 bits in opposite order. */
export function mirrored(word: number): number {
  let bits = word;
  bits = ((bits >>> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
  bits = ((bits >>> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
  bits = ((bits >>> 4) & 0x0f0f0f0f) | ((bits & 0x0f0f0f0f) << 4);
  bits = ((bits >>> 8) & 0x00ff00ff) | ((bits & 0x00ff00ff) << 8);
  return ((bits >>> 16) | (bits << 16)) >>> 0;
}
