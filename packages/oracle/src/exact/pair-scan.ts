import { type FamilyState, familyState, keepPairs, scanPairs } from './family-state.ts';
import { type PairFamily, transform } from './pair-families.ts';

/** Weighs the pairs of components at points, and chooses those that count. One point at a time; arrays are reused. */
export interface PairScan {
  readonly families: readonly FamilyState[];
  /** The log density of the largest pair at the scanned point. */
  readonly largest: number;
  /** Weighs all pairs at x, [dimension], under weights of the path. Those that count stay the same. */
  scan(x: Float64Array, alpha: number, beta: number): void;
  /** log p(x) at the scanned point. */
  logDensity(): number;
  /** Counts the pairs that are not more than `below` under the largest, in log density. */
  keep(below: number): void;
  /** Whether one of the others is not more than `below` under the largest. */
  hasStrangers(below: number): boolean;
}

/** A scan of these pairs, with room for series of `length` coefficients. */
export function pairScan(pairs: readonly PairFamily[], length: number): PairScan {
  const families = pairs.map((family) => familyState(family, length));
  let largest = -Infinity;
  return {
    families,
    get largest() {
      return largest;
    },
    scan(x, alpha, beta) {
      largest = -Infinity;
      for (const state of families) {
        const z = transform(state.family.axes.into, x);
        largest = Math.max(largest, scanPairs(state, z, alpha, beta));
      }
    },
    logDensity: () => largest + Math.log(sumOfShares(families, largest)),
    keep(below) {
      for (const state of families) keepPairs(state, largest - below);
    },
    hasStrangers: (below) => families.some((state) => hasStranger(state, largest - below)),
  };
}

function hasStranger({ joint, kept }: FamilyState, least: number): boolean {
  for (let pair = 0; pair < joint.length; pair++) {
    if (kept[pair] === 0 && (joint[pair] as number) >= least) return true;
  }
  return false;
}

function sumOfShares(families: readonly FamilyState[], largest: number): number {
  let sum = 0;
  for (const { joint } of families) {
    for (const value of joint) sum += Math.exp(value - largest);
  }
  return sum;
}
