import type { FamilyState } from './family-state.ts';
import { type Boxes, boundOf, halvesTarget, type ScanPlace, scanPlace } from './scan-place.ts';

/**
 * Finds the pairs of a family that count at a point, without a look at most of the others.
 *
 * Components of both sides stand in trees of boxes. A pair of boxes that is too far from the point for any pair of their
 * components to count is left as it is; of another pair one box is halved, down to leaves, whose pairs are weighed. What
 * counts is found exactly, and at a cost that depends little on the number of pairs. Source: the dual-tree recursion of
 * Gray and Moore, "N-body" problems in statistical learning (2000).
 */
export interface FamilyScan {
  /** Goes to a point x, [dimension], and weights of the path. Returns the log density of a pair that is close. */
  begin(x: Float64Array, alpha: number, beta: number): number;
  /**
   * Counts the pairs that are not more than `below` under the largest, in log density, where some pair is known to have
   * `largest`. Returns the largest then known; pairs that were counted before it was may be too small.
   */
  find(largest: number, below: number): number;
  /** Leaves only pairs of at least this log density. */
  trim(least: number): void;
}

/** A scan that writes what it finds into `pairs`, `joint` and `active` of a state. */
export function familyScan(state: FamilyState): FamilyScan {
  const { family } = state;
  const boxes: Boxes = { one: family.target.tree, zero: family.source.tree };
  const stack = new Int32Array(STACK);
  let place = scanPlace(family, new Float64Array(family.dimension), 0, 1);
  return {
    begin(x, alpha, beta) {
      place = scanPlace(family, x, alpha, beta);
      state.active = 0;
      return weighNearest(state, boxes, place);
    },
    find(known, below) {
      let largest = known;
      let top = 2;
      state.active = stack[0] = stack[1] = 0;
      while (top > 0) {
        const a = stack[--top] as number;
        const b = stack[--top] as number;
        if (!(boundOf(boxes, place, b, a, 1) >= largest - below)) continue;
        if (isLeaf(boxes, b, a)) largest = Math.max(largest, weigh(state, place, b, a, largest - below));
        else top = pushHalves(stack, top, boxes, place, b, a);
      }
      return largest;
    },
    trim: (least) => trim(state, least),
  };
}

/** Two numbers a pair of nodes. Every halving leaves one pair behind, and 2^31 components are halved 31 times. */
const STACK = 2 * 64;

function isLeaf({ one, zero }: Boxes, b: number, a: number): boolean {
  return one.half[b] === 0 && zero.half[a] === 0;
}

function pushHalves(
  stack: Int32Array,
  start: number,
  boxes: Boxes,
  place: ScanPlace,
  b: number,
  a: number,
): number {
  let top = start;
  const ofTarget = halvesTarget(boxes, place, b, a);
  const half = (ofTarget ? boxes.one.half[b] : boxes.zero.half[a]) as number;
  for (let node = half; node < half + 2; node++) {
    stack[top++] = ofTarget ? node : b;
    stack[top++] = ofTarget ? a : node;
  }
  return top;
}

/** The largest log density in the leaves to which centers lead. */
function weighNearest(state: FamilyState, boxes: Boxes, place: ScanPlace): number {
  let [b, a] = [0, 0];
  while (!isLeaf(boxes, b, a)) {
    if (halvesTarget(boxes, place, b, a)) {
      const half = boxes.one.half[b] as number;
      const first = boundOf(boxes, place, half, a, 0) >= boundOf(boxes, place, half + 1, a, 0);
      b = first ? half : half + 1;
    } else {
      const half = boxes.zero.half[a] as number;
      const first = boundOf(boxes, place, b, half, 0) >= boundOf(boxes, place, b, half + 1, 0);
      a = first ? half : half + 1;
    }
  }
  return weigh(state, place, b, a, Infinity);
}

/** Counts the pairs of two leaves that have at least `least`, and returns the largest log density of all of them. */
function weigh(state: FamilyState, place: ScanPlace, b: number, a: number, least: number): number {
  const { source, target } = state.family;
  const { z, alpha, beta, half, constant } = place;
  const dimension = z.length;
  const { from, to } = source.tree;
  const end = target.tree.to[b] as number;
  let largest = -Infinity;
  for (let j = target.tree.from[b] as number; j < end; j++) {
    const weight = constant + (target.logWeights[j] as number);
    for (let i = from[a] as number; i < (to[a] as number); i++) {
      let value = weight + (source.logWeights[i] as number);
      for (let d = 0; d < dimension; d++) {
        const rest = (z[d] as number) - alpha * (target.means[j * dimension + d] as number);
        const offset = rest - beta * (source.means[i * dimension + d] as number);
        value -= (half[d] as number) * offset * offset;
      }
      if (value > largest) largest = value;
      if (value >= least) count(state, j * source.count + i, value);
    }
  }
  return largest;
}

function count(state: FamilyState, pair: number, value: number): void {
  if (state.active === state.pairs.length) grow(state);
  state.pairs[state.active] = pair;
  state.joint[state.active++] = value;
}

function grow(state: FamilyState): void {
  const { pairs, joint } = state;
  const room = 2 * pairs.length + 16;
  state.pairs = new Int32Array(room);
  state.joint = new Float64Array(room);
  state.pairs.set(pairs);
  state.joint.set(joint);
}

function trim(state: FamilyState, least: number): void {
  const { pairs, joint, active } = state;
  let kept = 0;
  for (let slot = 0; slot < active; slot++) {
    if (!((joint[slot] as number) >= least)) continue;
    pairs[kept] = pairs[slot] as number;
    joint[kept++] = joint[slot] as number;
  }
  state.active = kept;
}
