import { randomStream } from '@highorder/core';
import { checkSample } from '../sample.ts';

/** Up to so many differences every pattern of signs is tried. */
const MOST_EXACT = 20;
/** Patterns that are drawn where there are too many to try. */
const DRAWN_PATTERNS = 100_000;

/** What a sign-flip test found. */
export interface SignFlipTest {
  /** Two-sided: the share of patterns of signs with a mean at least as far from 0. */
  readonly p: number;
  /** The smallest p that so many differences can give: 2 / 2^n, or 1 / (patterns + 1) where patterns were drawn. */
  readonly smallest: number;
  /** Whether every pattern was tried. */
  readonly exact: boolean;
}

/**
 * Permutation test of paired differences: under the hypothesis that the two methods may be exchanged, every difference might as
 * well have had the other sign. All 2^n patterns are tried up to 20 differences; beyond, 100 000 are drawn from a stream and the
 * observed one is counted among them, so that p is never 0.
 *
 * It assumes no distribution, and cannot give small values for few seeds: at least 0.0625 for five, 0.002 for ten.
 *
 * Throws InputError where there is no difference, or one is not finite.
 * Source: Fisher, The design of experiments (1935), section 21; Phipson and Smyth, Permutation p-values should never be zero (2010).
 */
export function signFlipTest(differences: readonly number[], seed = 0): SignFlipTest {
  checkSample(differences, { where: 'sign-flip test', least: 1 });
  const size = differences.reduce((sum, difference) => sum + Math.abs(difference), 0);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  // Sums that are equal on paper differ in their last bits.
  const reached = observed - 1e-10 * size;
  if (differences.length > MOST_EXACT) {
    const extreme = countDrawn(differences, reached, seed);
    const total = DRAWN_PATTERNS + 1;
    return { p: (extreme + 1) / total, smallest: 1 / total, exact: false };
  }
  // The pattern with all signs turned has the same distance from 0, so the first difference may keep its sign.
  const patterns = 2 ** (differences.length - 1);
  return { p: countAll(differences, patterns, reached) / patterns, smallest: 1 / patterns, exact: true };
}

/** Walks through the patterns so that each differs from the last in one sign (Gray code). */
function countAll(differences: readonly number[], patterns: number, reached: number): number {
  const signed = Float64Array.from(differences);
  let sum = signed.reduce((total, value) => total + value, 0);
  let count = Math.abs(sum) >= reached ? 1 : 0;
  for (let pattern = 1; pattern < patterns; pattern++) {
    const turned = 1 + trailingZeros(pattern);
    const value = Number(signed[turned]);
    signed[turned] = -value;
    sum -= 2 * value;
    if (Math.abs(sum) >= reached) count += 1;
  }
  return count;
}

function countDrawn(differences: readonly number[], reached: number, seed: number): number {
  const random = randomStream({ seed, purpose: 'sign-flip' });
  let count = 0;
  for (let pattern = 0; pattern < DRAWN_PATTERNS; pattern++) {
    let [sum, bits, left] = [0, 0, 0];
    for (const difference of differences) {
      if (left === 0) [bits, left] = [random.integer(2 ** 32), 32];
      sum += (bits & 1) === 1 ? difference : -difference;
      bits >>>= 1;
      left -= 1;
    }
    if (Math.abs(sum) >= reached) count += 1;
  }
  return count;
}

function trailingZeros(value: number): number {
  return 31 - Math.clz32(value & -value);
}
