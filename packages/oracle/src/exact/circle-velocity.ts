import type { VectorField } from './dormand-prince.ts';
import { type PackedPairs, packPairs } from './packed-pairs.ts';
import type { PairFamily } from './pair-families.ts';
import { pairScan } from './pair-scan.ts';

/**
 * The exact velocity of the path on the unit circle of weights, alpha = sin(angle), beta = cos(angle), as a field for
 * the integrator: cos(angle) E[x1 | y] - sin(angle) E[x0 | y].
 *
 * A step counts only pairs of components whose share where it starts is at least e^-20 tolerance. It is refused, and made
 * again shorter, where another pair has e^-5 tolerance at its end.
 */
export function circleVelocity(
  pairs: readonly PairFamily[],
  dimension: number,
  tolerance: number,
): VectorField {
  const scan = pairScan(pairs, 1);
  const sums = { total: 0, target: new Float64Array(dimension), source: new Float64Array(dimension) };
  const packs: (PackedPairs | undefined)[] = scan.families.map(() => undefined);
  const depth = -Math.log(tolerance);
  let counted: readonly PackedPairs[] = [];
  return {
    start(angle, y) {
      scan.scan(y, Math.sin(angle), Math.cos(angle));
      scan.keep(depth + 20);
      counted = scan.families.flatMap((state, index) => {
        if (state.active === 0) return [];
        const packed = packPairs(state, packs[index]);
        packs[index] = packed;
        return [packed];
      });
    },
    rate(angle, y, into) {
      const [alpha, beta] = [Math.sin(angle), Math.cos(angle)];
      sumPairs(counted, y, { alpha, beta, depth: depth + 14 }, sums);
      for (let d = 0; d < dimension; d++) {
        const difference = beta * (sums.target[d] as number) - alpha * (sums.source[d] as number);
        into[d] = difference / sums.total;
      }
    },
    holds(angle, y) {
      scan.scan(y, Math.sin(angle), Math.cos(angle));
      return !scan.hasStrangers(depth + 5);
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
    const total = takeShares(packed, largest, weights.depth);
    sums.total += total;
    addMeans(packed, weights, total, sums);
  }
}

/** Writes the log densities of the pairs at y, and returns the largest. */
function weigh(
  { state, value, logWeight, ...packed }: PackedPairs,
  y: Float64Array,
  weights: Weights,
): number {
  const { axes, dimension } = state.family;
  const { count, room, target, source } = packed;
  const { alpha, beta } = weights;
  let constant = axes.logVolume;
  for (let slot = 0; slot < count; slot++) value[slot] = logWeight[slot] as number;
  for (let d = 0; d < dimension; d++) {
    let z = 0;
    for (let e = 0; e < dimension; e++) {
      z += (axes.into[d * dimension + e] as number) * (y[e] as number);
    }
    state.z[d] = z;
    const inverse = 1 / ((axes.ratios[d] as number) * alpha * alpha + beta * beta);
    constant += Math.log(inverse) / 2;
    const half = inverse / 2;
    for (let slot = 0, at = d * room; slot < count; slot++, at++) {
      const offset = z - alpha * (target[at] as number) - beta * (source[at] as number);
      value[slot] = (value[slot] as number) - offset * offset * half;
    }
  }
  let largest = -Infinity;
  for (let slot = 0; slot < count; slot++) {
    const joint = (value[slot] as number) + constant;
    value[slot] = joint;
    if (joint > largest) largest = joint;
  }
  return largest;
}

/** Turns log densities into shares relative to the largest, 0 for those below e^-depth, and returns their sum. */
function takeShares({ value, count }: PackedPairs, largest: number, depth: number): number {
  let total = 0;
  for (let slot = 0; slot < count; slot++) {
    const exponent = (value[slot] as number) - largest;
    const share = exponent < -depth ? 0 : Math.exp(exponent);
    value[slot] = share;
    total += share;
  }
  return total;
}

/** Adds shares times the means of x1 and x0, given x and the pair, in the coordinates of points. */
function addMeans(packed: PackedPairs, { alpha, beta }: Weights, total: number, sums: Sums): void {
  const { state, value, count, room } = packed;
  const { axes, dimension } = state.family;
  for (let d = 0; d < dimension; d++) {
    let [one, zero] = [0, 0];
    for (let slot = 0, at = d * room; slot < count; slot++, at++) {
      const share = value[slot] as number;
      one += share * (packed.target[at] as number);
      zero += share * (packed.source[at] as number);
    }
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
