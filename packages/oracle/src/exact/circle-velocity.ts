import type { VectorField } from './dormand-prince.ts';
import { hasStranger, type PackedPairs, packedPairs, packPairs } from './packed-pairs.ts';
import type { PairFamily } from './pair-families.ts';
import { pairScan } from './pair-scan.ts';
import { sumPairs } from './pair-sums.ts';
import { mayPassUnseen } from './swept-pairs.ts';

/** A pair is counted in a step if its share where the step starts is at least e^-COUNTED tolerance. */
const COUNTED = 30;
/** A step is refused, and made again shorter, if another pair has a share of e^-STRANGE tolerance at its end. */
const STRANGE = 5;
/** Of the counted pairs, those with a share below e^-SHARED tolerance at a stage add nothing that matters. */
const SHARED = 10;

/**
 * The exact velocity of the path on the unit circle of weights, alpha = sin(angle), beta = cos(angle), as a field for
 * the integrator: cos(angle) E[x1 | y] - sin(angle) E[x0 | y].
 *
 * A step counts only the pairs that matter where it starts, and is refused where others do at its end, or may on the way.
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
  const begun = {
    angle: Number.NaN,
    y: new Float64Array(dimension),
    rate: new Float64Array(dimension),
    largest: 0,
  };
  return {
    start(angle, y) {
      scanAt(angle, y);
      begun.angle = angle;
      begun.y.set(y);
      begun.largest = scan.largest;
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
      if (angle === begun.angle) begun.rate.set(into);
    },
    holds(angle, y) {
      scanAt(angle, y);
      const most = scan.largest;
      if (packs.some((packed) => hasStranger(packed, most - depth - STRANGE))) return false;
      const step = { from: begun.angle, to: angle, start: begun.y, rate: begun.rate, end: y };
      const least = Math.min(begun.largest, most) - depth - STRANGE;
      return !packs.some((packed) => mayPassUnseen(packed, step, least));
    },
  };
}
