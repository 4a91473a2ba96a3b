import type { VectorField } from './dormand-prince.ts';
import type { FamilyState } from './family-state.ts';
import type { PairFamily } from './pair-families.ts';
import { type PairScan, pairScan } from './pair-scan.ts';

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
  const depth = -Math.log(tolerance);
  return {
    start(angle, y) {
      scan.scan(y, Math.sin(angle), Math.cos(angle));
      scan.keep(depth + 20);
    },
    rate(angle, y, into) {
      const [alpha, beta] = [Math.sin(angle), Math.cos(angle)];
      sumPairs(scan, y, { alpha, beta }, sums);
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

interface Weights {
  readonly alpha: number;
  readonly beta: number;
}

/** Sums over the counted pairs: shares, and shares times the means of x1 and x0. */
interface Sums {
  total: number;
  readonly target: Float64Array;
  readonly source: Float64Array;
}

function sumPairs({ families }: PairScan, y: Float64Array, weights: Weights, sums: Sums): void {
  sums.total = 0;
  sums.target.fill(0);
  sums.source.fill(0);
  let largest = -Infinity;
  for (const state of families) {
    if (state.active > 0) largest = Math.max(largest, weigh(state, y, weights));
  }
  for (const state of families) if (state.active > 0) addFamily(state, weights, largest, sums);
}

/** Writes the log densities of the counted pairs at y, and returns the largest. */
function weigh(state: FamilyState, y: Float64Array, { alpha, beta }: Weights): number {
  const { family, z, pairs, logarithm, active } = state;
  const { dimension, axes, source, target } = family;
  const inverse = inverseVariances(state, alpha, beta);
  let constant = axes.logVolume;
  for (let d = 0; d < dimension; d++) {
    constant += Math.log(inverse[d] as number) / 2;
    z[d] = 0;
    for (let e = 0; e < dimension; e++) {
      z[d] = (z[d] as number) + (axes.into[d * dimension + e] as number) * (y[e] as number);
    }
  }
  let largest = -Infinity;
  for (let slot = 0; slot < active; slot++) {
    const pair = pairs[slot] as number;
    const j = (pair / source.count) | 0;
    const i = pair - j * source.count;
    let squares = 0;
    for (let d = 0; d < dimension; d++) {
      const toTarget = alpha * (target.means[j * dimension + d] as number);
      const toSource = beta * (source.means[i * dimension + d] as number);
      const offset = (z[d] as number) - toTarget - toSource;
      squares += offset * offset * (inverse[d] as number);
    }
    const weight = (target.logWeights[j] as number) + (source.logWeights[i] as number);
    const value = weight + constant - squares / 2;
    logarithm[slot] = value;
    if (value > largest) largest = value;
  }
  return largest;
}

/** Exponentials below this are less than the rounding of a sum. */
const LEAST = -50;

function addFamily(state: FamilyState, weights: Weights, largest: number, sums: Sums): void {
  const { family, pairs, logarithm, active, targetMean, sourceMean } = state;
  const { dimension, source, target } = family;
  targetMean.fill(0);
  sourceMean.fill(0);
  let total = 0;
  for (let slot = 0; slot < active; slot++) {
    const exponent = (logarithm[slot] as number) - largest;
    if (exponent < LEAST) continue;
    const share = Math.exp(exponent);
    const pair = pairs[slot] as number;
    const j = (pair / source.count) | 0;
    const i = pair - j * source.count;
    total += share;
    for (let d = 0; d < dimension; d++) {
      targetMean[d] = (targetMean[d] as number) + share * (target.means[j * dimension + d] as number);
      sourceMean[d] = (sourceMean[d] as number) + share * (source.means[i * dimension + d] as number);
    }
  }
  sums.total += total;
  addBack(state, weights, total, sums);
}

/** Adds the mean of x off the means of its pairs, and goes back to the coordinates of points. */
function addBack(state: FamilyState, { alpha, beta }: Weights, total: number, sums: Sums): void {
  const { family, z, rest: inverse, targetMean, sourceMean } = state;
  const { dimension, axes } = family;
  for (let d = 0; d < dimension; d++) {
    const [one, zero] = [targetMean[d] as number, sourceMean[d] as number];
    const scaled = ((z[d] as number) * total - alpha * one - beta * zero) * (inverse[d] as number);
    const toTarget = one + (axes.ratios[d] as number) * alpha * scaled;
    const toSource = zero + beta * scaled;
    for (let e = 0; e < dimension; e++) {
      const back = axes.back[e * dimension + d] as number;
      sums.target[e] = (sums.target[e] as number) + back * toTarget;
      sums.source[e] = (sums.source[e] as number) + back * toSource;
    }
  }
}

/** 1 / (ratio alpha^2 + beta^2) by axis, kept in the room for rests, which nothing else uses here. */
function inverseVariances({ family, rest }: FamilyState, alpha: number, beta: number): Float64Array {
  for (let d = 0; d < family.dimension; d++) {
    rest[d] = 1 / ((family.axes.ratios[d] as number) * alpha * alpha + beta * beta);
  }
  return rest;
}
