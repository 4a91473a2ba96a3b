import { familyScan } from './family-scan.ts';
import { type FamilyState, familyState } from './family-state.ts';
import type { PairFamily } from './pair-families.ts';

/** Finds the pairs of components that count at points. One point at a time; arrays are reused. */
export interface PairScan {
  /** The pairs that count at the scanned point, and their log densities there. */
  readonly families: readonly FamilyState[];
  /** The log density of the largest pair at the scanned point. */
  readonly largest: number;
  /**
   * Counts the pairs that are not more than `below` under the largest, in log density, at x, [dimension], under weights
   * of the path.
   */
  scan(x: Float64Array, alpha: number, beta: number, below: number): void;
  /** log of the sum of the densities of the counted pairs. */
  logDensity(): number;
}

/** A scan of these pairs, with room for series of `length` coefficients. */
export function pairScan(pairs: readonly PairFamily[], length: number): PairScan {
  const families = pairs.map((family) => familyState(family, length));
  const scans = families.map(familyScan);
  let largest = -Infinity;
  return {
    families,
    get largest() {
      return largest;
    },
    scan(x, alpha, beta, below) {
      largest = -Infinity;
      for (const family of scans) largest = Math.max(largest, family.begin(x, alpha, beta));
      for (const family of scans) largest = family.find(largest, below);
      for (const family of scans) family.trim(largest - below);
    },
    logDensity: () => largest + Math.log(sumOfShares(families, largest)),
  };
}

function sumOfShares(families: readonly FamilyState[], largest: number): number {
  let sum = 0;
  for (const { joint, active } of families) {
    for (let slot = 0; slot < active; slot++) sum += Math.exp((joint[slot] as number) - largest);
  }
  return sum;
}
