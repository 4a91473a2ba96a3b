import type { VectorField } from './dormand-prince.ts';
import { hasStranger, type PackedPairs, packedPairs, packPairs } from './packed-pairs.ts';
import type { PairFamily } from './pair-families.ts';
import { pairScan } from './pair-scan.ts';

/** A pair is counted in a step if its share where the step starts is at least e^-COUNTED tolerance. */
const COUNTED = 20;
/** A step is refused, and made again shorter, if another pair has a share of e^-STRANGE tolerance at its end. */
const STRANGE = 5;
/** Of the counted pairs, those with a share below e^-SHARED tolerance at a stage add nothing that matters. */
const SHARED = 14;

/**
 * The exact velocity of the path on the unit circle of weights, alpha = sin(angle), beta = cos(angle), as a field for
 * the integrator: cos(angle) E[x1 | y] - sin(angle) E[x0 | y].
 *
 * A step counts only the pairs that matter where it starts, and is refused where others do at its end.
 */
export function circleVelocity(
  pairs: readonly PairFamily[],
  dimension: number,
  tolerance: number,
): VectorField {
  const scan = pairScan(pairs, 1);
  const sums = { total: 0, target: new Float64Array(dimension), source: new Float64Array(dimension) };
  const packs = scan.families.map(packedPairs);
  const depth = -Math.log(tolerance);
  let counted: readonly PackedPairs[] = [];
  // A step mostly starts where the one before was looked at when it ended.
  const scanned = { angle: Number.NaN, y: new Float64Array(dimension) };
  const scanAt = (angle: number, y: Float64Array) => {
    if (angle === scanned.angle && y.every((value, d) => value === scanned.y[d])) return;
    scan.scan(y, Math.sin(angle), Math.cos(angle), depth + COUNTED);
    scanned.angle = angle;
    scanned.y.set(y);
  };
  return {
    start(angle, y) {
      scanAt(angle, y);
      packs.forEach(packPairs);
      counted = packs.filter(({ count }) => count > 0);
    },
    rate(angle, y, into) {
      const [alpha, beta] = [Math.sin(angle), Math.cos(angle)];
      sumPairs(counted, y, { alpha, beta, depth: depth + SHARED }, sums);
      for (let d = 0; d < dimension; d++) {
        const difference = beta * (sums.target[d] as number) - alpha * (sums.source[d] as number);
        into[d] = difference / sums.total;
      }
    },
    holds(angle, y) {
      scanAt(angle, y);
      const least = scan.largest - depth - STRANGE;
      return !packs.some((packed) => hasStranger(packed, least));
    },
  };
}

/** The weights of the path, and how far below the largest, in log density, a pair adds nothing that matters. */
interface Weights {
  readonly alpha: number;
  readonly beta: number;
  readonly depth: number;
}

/** Sums over the counted pairs: shares, and shares times the means of x1 and x0. */
interface Sums {
  total: number;
  readonly target: Float64Array;
  readonly source: Float64Array;
}

function sumPairs(counted: readonly PackedPairs[], y: Float64Array, weights: Weights, sums: Sums): void {
  sums.total = 0;
  sums.target.fill(0);
  sums.source.fill(0);
  let largest = -Infinity;
  for (const packed of counted) largest = Math.max(largest, weigh(packed, y, weights));
  for (const packed of counted) {
    const span = takeShares(packed, largest, weights.depth);
    sums.total += span.total;
    addMeans(packed, weights, span, sums);
  }
}

/** Writes the log densities of the pairs at y, and returns the largest. */
function weigh(packed: PackedPairs, y: Float64Array, { alpha, beta }: Weights): number {
  const { state, value, logWeight, count, room, target, source, oneSource } = packed;
  const { axes, dimension } = state.family;
  let constant = axes.logVolume;
  for (let d = 0; d < dimension; d++) {
    constant -= Math.log((axes.ratios[d] as number) * alpha * alpha + beta * beta) / 2;
  }
  let largest = -Infinity;
  for (let d = 0; d < dimension; d++) {
    let z = 0;
    for (let e = 0; e < dimension; e++) {
      z += (axes.into[d * dimension + e] as number) * (y[e] as number);
    }
    state.z[d] = z;
    const half = 0.5 / ((axes.ratios[d] as number) * alpha * alpha + beta * beta);
    const start = d * room;
    const shifted = oneSource ? z - beta * (source[start] as number) : z;
    const slope = oneSource ? 0 : beta;
    for (let slot = 0, at = start; slot < count; slot++, at++) {
      const offset = shifted - alpha * (target[at] as number) - slope * (source[at] as number);
      const before = d === 0 ? (logWeight[slot] as number) + constant : (value[slot] as number);
      const joint = before - offset * offset * half;
      value[slot] = joint;
      if (d === dimension - 1 && joint > largest) largest = joint;
    }
  }
  return largest;
}

/** The slots from `from` to before `to` have all the shares that are not 0; `total` is their sum. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** Turns log densities into shares relative to the largest, 0 for those below e^-depth. */
function takeShares({ value, count }: PackedPairs, largest: number, depth: number): Span {
  let [total, from, to] = [0, count, 0];
  const least = largest - depth;
  for (let slot = 0; slot < count; slot++) {
    const joint = value[slot] as number;
    if (joint < least) {
      value[slot] = 0;
      continue;
    }
    const share = Math.exp(joint - largest);
    value[slot] = share;
    total += share;
    if (from === count) from = slot;
    to = slot + 1;
  }
  return { from, to, total };
}

/** Adds shares times the means of x1 and x0, given x and the pair, in the coordinates of points. */
function addMeans(packed: PackedPairs, { alpha, beta }: Weights, span: Span, sums: Sums): void {
  const { state, room, target, source, oneSource, value } = packed;
  const { axes, dimension } = state.family;
  const { total } = span;
  for (let d = 0; d < dimension; d++) {
    const start = d * room;
    const one = weightedSum(value, target, start, span);
    const zero = oneSource ? total * (source[start] as number) : weightedSum(value, source, start, span);
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
function weightedSum(shares: Float64Array, means: Float64Array, start: number, { from, to }: Span): number {
  let sum = 0;
  for (let slot = from, at = start + from; slot < to; slot++, at++) {
    sum += (shares[slot] as number) * (means[at] as number);
  }
  return sum;
}
