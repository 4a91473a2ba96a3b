import type { FamilyState } from './family-state.ts';

/**
 * The counted pairs of a family side by side, so that loops over them run through memory in order. Arrays have room for
 * more than `count` pairs.
 */
export interface PackedPairs {
  readonly state: FamilyState;
  readonly count: number;
  /** Means of x1 and x0 along the axes, axis after axis: pair p of axis d stands at d * room + p. */
  readonly target: Float64Array;
  readonly source: Float64Array;
  readonly room: number;
  /** Whether the source has one component, whose mean is then that of every pair. */
  readonly oneSource: boolean;
  /** log of the weight of a pair. */
  readonly logWeight: Float64Array;
  /** For the densities of the pairs. */
  readonly value: Float64Array;
}

/** The pairs that the family counts now, in the arrays of an earlier pack where they have room. */
export function packPairs(state: FamilyState, earlier: PackedPairs | undefined): PackedPairs {
  const { active, family, pairs } = state;
  const { dimension, source, target } = family;
  const packed = earlier !== undefined && earlier.room >= active ? earlier : roomFor(state);
  for (let slot = 0; slot < active; slot++) {
    const pair = pairs[slot] as number;
    const j = (pair / source.count) | 0;
    const i = pair - j * source.count;
    packed.logWeight[slot] = (target.logWeights[j] as number) + (source.logWeights[i] as number);
    for (let d = 0, at = slot; d < dimension; d++, at += packed.room) {
      packed.target[at] = target.means[j * dimension + d] as number;
      packed.source[at] = source.means[i * dimension + d] as number;
    }
  }
  return { ...packed, count: active };
}

function roomFor(state: FamilyState): PackedPairs {
  const room = Math.min(2 * state.active, state.pairs.length);
  const along = () => new Float64Array(room * state.family.dimension);
  return {
    ...{ state, room, count: 0, target: along(), source: along() },
    oneSource: state.family.source.count === 1,
    ...{ logWeight: new Float64Array(room), value: new Float64Array(room) },
  };
}
