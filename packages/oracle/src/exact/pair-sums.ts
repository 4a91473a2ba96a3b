import { expOfNegative } from './exp-of-negative.ts';
import type { PackedPairs } from './packed-pairs.ts';
import type { SumWeights } from './sum-weights.ts';
import { weighInPlane } from './weigh-in-plane.ts';

/** Sums over the packed pairs: shares, and shares times the means of x1 and x0, given x and the pair. */
export interface PairSums {
  total: number;
  readonly target: Float64Array;
  readonly source: Float64Array;
}

/**
 * Takes the sums at a point y on the path, in the coordinates of points. Each stage is a few short loops through memory
 * in order: they are most of the time that a flow takes.
 */
export function sumPairs(
  counted: readonly PackedPairs[],
  y: Float64Array,
  weights: SumWeights,
  sums: PairSums,
): void {
  sums.total = 0;
  sums.target.fill(0);
  sums.source.fill(0);
  let largest = -Infinity;
  const weighAll = y.length === 2 ? weighInPlane : weigh;
  for (const packed of counted) largest = Math.max(largest, weighAll(packed, y, weights));
  for (const packed of counted) {
    const total = takeShares(packed, largest, weights.depth);
    if (packed.seen === 0) continue;
    sums.total += total;
    addMeans(packed, weights, total, sums);
  }
}

/** Writes the log densities of the pairs at y, up to the constant of the family, and returns the largest. */
function weigh(packed: PackedPairs, y: Float64Array, { alpha, beta }: SumWeights): number {
  const { state, value, logWeight, count, room, source, oneSource } = packed;
  const { axes, dimension } = state.family;
  let constant = axes.logVolume;
  for (let d = 0; d < dimension; d++) {
    let z = 0;
    for (let e = 0; e < dimension; e++) {
      z += (axes.into[d * dimension + e] as number) * (y[e] as number);
    }
    state.z[d] = z;
    const variance = (axes.ratios[d] as number) * alpha * alpha + beta * beta;
    constant -= Math.log(variance) / 2;
    const from = { start: d * room, before: d === 0 ? logWeight : value };
    const half = 0.5 / variance;
    if (oneSource) subtractFromOne(packed, from, z - beta * (source[d * room] as number), alpha, half);
    else subtractSquares(packed, from, z, { alpha, beta, half });
  }
  packed.constant = constant;
  let largest = -Infinity;
  for (let slot = 0; slot < count; slot++) {
    if ((value[slot] as number) > largest) largest = value[slot] as number;
  }
  return largest + constant;
}

/** Where the means of an axis start, and from what squares are subtracted. */
interface Along {
  readonly start: number;
  readonly before: Float64Array;
}

/** Subtracts half (z - alpha m1 - beta m0)^2. */
function subtractSquares(
  { target, source, value, count }: PackedPairs,
  { start, before }: Along,
  z: number,
  { alpha, beta, half }: { readonly alpha: number; readonly beta: number; readonly half: number },
): void {
  for (let slot = 0, at = start; slot < count; slot++, at++) {
    const offset = z - alpha * (target[at] as number) - beta * (source[at] as number);
    value[slot] = (before[slot] as number) - offset * offset * half;
  }
}

/** The same where all m0 are one: `shifted` is z - beta m0. */
function subtractFromOne(
  { target, value, count }: PackedPairs,
  { start, before }: Along,
  shifted: number,
  alpha: number,
  half: number,
): void {
  for (let slot = 0, at = start; slot < count; slot++, at++) {
    const offset = shifted - alpha * (target[at] as number);
    value[slot] = (before[slot] as number) - offset * offset * half;
  }
}

/**
 * Writes the shares relative to the largest of those pairs that have at least e^-depth, and their slots, and returns their
 * sum.
 */
function takeShares(packed: PackedPairs, largest: number, depth: number): number {
  const { value, share, slots, count } = packed;
  const shift = packed.constant - largest;
  let [total, seen] = [0, 0];
  for (let slot = 0; slot < count; slot++) {
    const below = (value[slot] as number) + shift;
    if (!(below >= -depth)) continue;
    // Rounding may leave the largest a little above 0.
    const own = expOfNegative(below < 0 ? below : 0);
    total += own;
    share[seen] = own;
    slots[seen++] = slot;
  }
  packed.seen = seen;
  return total;
}

function addMeans(packed: PackedPairs, { alpha, beta }: SumWeights, total: number, sums: PairSums): void {
  const { state, room, target, source, oneSource } = packed;
  const { axes, dimension } = state.family;
  for (let d = 0; d < dimension; d++) {
    const start = d * room;
    const one = weightedSum(packed, target, start);
    const zero = oneSource ? total * (source[start] as number) : weightedSum(packed, source, start);
    const ratio = axes.ratios[d] as number;
    const rest = (state.z[d] as number) * total - alpha * one - beta * zero;
    const scaled = rest / (ratio * alpha * alpha + beta * beta);
    const [toTarget, toSource] = [one + ratio * alpha * scaled, zero + beta * scaled];
    for (let e = 0; e < dimension; e++) {
      const back = axes.back[e * dimension + d] as number;
      sums.target[e] = (sums.target[e] as number) + back * toTarget;
      sums.source[e] = (sums.source[e] as number) + back * toSource;
    }
  }
}

/** Shares times means of one axis, which begin at `start`. */
function weightedSum({ share, slots, seen }: PackedPairs, means: Float64Array, start: number): number {
  let sum = 0;
  for (let index = 0; index < seen; index++) {
    sum += (share[index] as number) * (means[start + (slots[index] as number)] as number);
  }
  return sum;
}
