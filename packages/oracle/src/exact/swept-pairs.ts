import type { PackedPairs } from './packed-pairs.ts';
import { type PairFamily, transform } from './pair-families.ts';
import { halvesTarget, scanPlace } from './scan-place.ts';

/** A step of a flow line on the circle of weights, alpha = sin(angle), beta = cos(angle). */
export interface LineStep {
  readonly from: number;
  readonly to: number;
  /** Where it starts, with which rate, and where it ends, each [dimension]. */
  readonly start: Float64Array;
  readonly rate: Float64Array;
  readonly end: Float64Array;
}

/** How much farther things are taken to move than their second derivatives say. */
const SLACK = 1.1;
/** In one step a pair may go by at most so many of its standard deviations: then the stages of the step see it. */
const SEEN = 8;

/**
 * Whether a pair of the family may have a log density of at least `least` somewhere inside of a step that does not see it: one that is
 * not packed, or one that goes by too fast for the stages of the step.
 *
 * Between narrow modes a velocity is constant in pieces, the estimate of a step's error is 0, and a step would grow past
 * meetings with other modes, however short they are. So a step is taken as the parabola through its ends with its first
 * rate; against it, the mean of a pair moves by at most half a step times their relative speed, and what both bend. Pairs of
 * boxes of components are bounded as in `familyScan`.
 */
export function mayPassUnseen({ state, packed }: PackedPairs, step: LineStep, least: number): boolean {
  const { family } = state;
  const [one, zero] = [family.target.tree, family.source.tree];
  const sweep = sweepOf(family, step);
  const stack = [0, 0];
  while (stack.length > 0) {
    const a = stack.pop() as number;
    const b = stack.pop() as number;
    const centers = {
      one: one.center,
      atOne: b * family.dimension,
      zero: zero.center,
      atZero: a * family.dimension,
    };
    const weight = (one.logWeight[b] as number) + (zero.logWeight[a] as number);
    if (!(weight + highest(sweep, centers, one.reach, zero.reach) >= least)) continue;
    const [halfOne, halfZero] = [one.half[b] as number, zero.half[a] as number];
    if (halfOne === 0 && halfZero === 0) {
      if (leafPassesUnseen(family, packed, sweep, { b, a, least })) return true;
    } else if (halvesTarget({ one, zero }, sweep, b, a)) stack.push(halfOne, a, halfOne + 1, a);
    else stack.push(b, halfZero, b, halfZero + 1);
  }
  return false;
}

/** A step, seen on the axes of a family from its middle. */
interface Sweep {
  readonly alpha: number;
  readonly beta: number;
  /** Half of its length. */
  readonly reach: number;
  /** The point, its rate and its second derivative in the middle of the parabola, [dimension]. */
  readonly z: Float64Array;
  readonly slope: Float64Array;
  readonly bend: Float64Array;
  /** The least 1 / (2 s_d) at its ends and its middle, s_d = ratio_d alpha^2 + beta^2. */
  readonly half: Float64Array;
  /** The largest log of the density of a pair of weight 1 at its mean there. */
  readonly constant: number;
}

function sweepOf(family: PairFamily, { from, to, start, rate, end }: LineStep): Sweep {
  const length = to - from;
  const placeAt = (angle: number, x: Float64Array) => scanPlace(family, x, Math.sin(angle), Math.cos(angle));
  const [first, middle, last] = [placeAt(from, start), placeAt(from + length / 2, start), placeAt(to, end)];
  const straight = transform(family.axes.into, rate).map((value) => length * value);
  const moved = last.z.map((value, d) => value - (first.z[d] as number));
  const beyond = moved.map((value, d) => value - (straight[d] as number));
  return {
    alpha: middle.alpha,
    beta: middle.beta,
    reach: Math.abs(length) / 2,
    z: first.z.map((value, d) => value + (straight[d] as number) / 2 + (beyond[d] as number) / 4),
    slope: moved.map((value) => value / length),
    bend: beyond.map((value) => (2 * value) / length ** 2),
    half: middle.half.map((value, d) => Math.min(value, first.half[d] as number, last.half[d] as number)),
    constant: Math.max(first.constant, middle.constant, last.constant),
  };
}

/** Where the means of a pair, or the centers of a pair of boxes, stand in arrays. */
interface PairOfMeans {
  readonly one: Float64Array;
  readonly atOne: number;
  readonly zero: Float64Array;
  readonly atZero: number;
}

const nothing = new Float64Array(0);

/** An upper bound of the log density of a pair of weight 1 during the step; of boxes, of all pairs with means in them. */
function highest(
  { alpha, beta, reach, z, slope, bend, half, constant }: Sweep,
  { one, atOne, zero, atZero }: PairOfMeans,
  reachOne: Float64Array = nothing,
  reachZero: Float64Array = nothing,
): number {
  let value = constant;
  for (let d = 0; d < z.length; d++) {
    const [m1, m0] = [one[atOne + d] as number, zero[atZero + d] as number];
    const [r1, r0] = [reachOne[atOne + d] ?? 0, reachZero[atZero + d] ?? 0];
    const wide = Math.abs(alpha) * r1 + Math.abs(beta) * r0;
    const offset = Math.abs((z[d] as number) - alpha * m1 - beta * m0);
    const speed =
      Math.abs((slope[d] as number) - beta * m1 + alpha * m0) + Math.abs(beta) * r1 + Math.abs(alpha) * r0;
    // The mean of a pair bends by its own negative: that of the point and of the pair differ by bend + z - offset.
    const bent = Math.abs((bend[d] as number) + (z[d] as number)) + offset + wide;
    const gap = offset - wide - SLACK * (reach * speed + (reach * reach * bent) / 2);
    if (gap > 0) value -= (half[d] as number) * gap * gap;
  }
  return value;
}

/** The standard deviations by which a pair passes the point in the step. */
function passage(
  { alpha, beta, reach, slope, half }: Sweep,
  { one, atOne, zero, atZero }: PairOfMeans,
): number {
  let squares = 0;
  for (let d = 0; d < slope.length; d++) {
    const speed =
      (slope[d] as number) - beta * (one[atOne + d] as number) + alpha * (zero[atZero + d] as number);
    squares += 2 * (half[d] as number) * speed * speed;
  }
  return 2 * reach * Math.sqrt(squares);
}

function leafPassesUnseen(
  { source, target, dimension }: PairFamily,
  packed: Uint8Array,
  sweep: Sweep,
  { b, a, least }: { readonly b: number; readonly a: number; readonly least: number },
): boolean {
  for (let j = target.tree.from[b] as number; j < (target.tree.to[b] as number); j++) {
    for (let i = source.tree.from[a] as number; i < (source.tree.to[a] as number); i++) {
      const means = { one: target.means, atOne: j * dimension, zero: source.means, atZero: i * dimension };
      const weight = (target.logWeights[j] as number) + (source.logWeights[i] as number);
      if (!(weight + highest(sweep, means) >= least)) continue;
      if (packed[j * source.count + i] === 0 || passage(sweep, means) > SEEN) return true;
    }
  }
  return false;
}
