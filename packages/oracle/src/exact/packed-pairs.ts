import type { FamilyState } from './family-state.ts';

/**
 * The counted pairs of a family side by side, so that loops over them run through memory in order. Arrays have room for
 * more than `count` pairs.
 */
export interface PackedPairs {
  readonly state: FamilyState;
  count: number;
  /** Their numbers in the family. */
  pairs: Int32Array;
  /** Means of x1 and x0 along the axes, axis after axis: pair p of axis d stands at d * room + p. */
  target: Float64Array;
  source: Float64Array;
  room: number;
  /** Whether the source has one component, whose mean is then that of every pair. */
  readonly oneSource: boolean;
  /** log of the weight of a pair. */
  logWeight: Float64Array;
  /** For the log densities of the pairs at a point, up to `constant`, which all share. */
  value: Float64Array;
  constant: number;
  /** For the slots of the pairs that have a share at a point, and these shares: the `seen` first entries. */
  slots: Int32Array;
  share: Float64Array;
  seen: number;
  /** Whether a pair of the family is packed, [pairs of the family]. */
  readonly packed: Uint8Array;
}

/** Room for pairs of a family; none is packed. */
export function packedPairs(state: FamilyState): PackedPairs {
  const { source, target } = state.family;
  return {
    ...{ state, count: 0, seen: 0, constant: 0, oneSource: source.count === 1 },
    packed: new Uint8Array(source.count * target.count),
    ...arraysFor(0, 0),
  };
}

/** Packs the pairs that the family counts now, in place of earlier ones. */
export function packPairs(into: PackedPairs): void {
  const { state, packed } = into;
  for (let slot = 0; slot < into.count; slot++) packed[into.pairs[slot] as number] = 0;
  const { active, family, pairs } = state;
  const { dimension, source, target } = family;
  if (into.room < active) Object.assign(into, arraysFor(2 * active, dimension));
  into.count = active;
  for (let slot = 0; slot < active; slot++) {
    const pair = pairs[slot] as number;
    const j = (pair / source.count) | 0;
    const i = pair - j * source.count;
    packed[pair] = 1;
    into.pairs[slot] = pair;
    into.logWeight[slot] = (target.logWeights[j] as number) + (source.logWeights[i] as number);
    for (let d = 0, at = slot; d < dimension; d++, at += into.room) {
      into.target[at] = target.means[j * dimension + d] as number;
      into.source[at] = source.means[i * dimension + d] as number;
    }
  }
}

/** Whether the family now counts a pair of at least this log density that is not packed. */
export function hasStranger({ state, packed }: PackedPairs, least: number): boolean {
  const { pairs, joint, active } = state;
  for (let slot = 0; slot < active; slot++) {
    if ((joint[slot] as number) >= least && packed[pairs[slot] as number] === 0) return true;
  }
  return false;
}

function arraysFor(room: number, dimension: number) {
  const [along, each] = [() => new Float64Array(room * dimension), () => new Float64Array(room)];
  return {
    ...{ room, pairs: new Int32Array(room), target: along(), source: along() },
    ...{ logWeight: each(), value: each(), share: each(), slots: new Int32Array(room) },
  };
}
