import { type FamilySeries, familySeries } from './family-series.ts';
import type { PairFamily } from './pair-families.ts';
import type { PathSeries } from './path-series.ts';

/** The numbers of a family at a point and around a time. Arrays of coefficients hold `length` an entry. */
export interface FamilyState {
  readonly family: PairFamily;
  /** The point along the axes, [dimension * length]. */
  readonly z: Float64Array;
  /** The counted pairs, and log of weight times density of each at the point: the `active` first entries. */
  pairs: Int32Array;
  joint: Float64Array;
  active: number;
  /** Per counted pair: z - mean and its square along the axes, [active * dimension * length]. */
  offset: Float64Array;
  square: Float64Array;
  /** Per counted pair: log density up to what all share, and its exponential, [active * length]. */
  logarithm: Float64Array;
  share: Float64Array;
  /** Sums over the pairs of shares, and of shares times target mean, source mean and offset. */
  readonly total: Float64Array;
  readonly targetMean: Float64Array;
  readonly sourceMean: Float64Array;
  readonly rest: Float64Array;
  /** The family around the time; made when a pair of it is first counted there. */
  series: FamilySeries | undefined;
}

/** Room for a family, with `length` coefficients. That for pairs grows with the pairs that are counted. */
export function familyState(family: PairFamily, length: number): FamilyState {
  const along = () => new Float64Array(family.dimension * length);
  return {
    family,
    z: along(),
    pairs: new Int32Array(0),
    joint: new Float64Array(0),
    active: 0,
    offset: new Float64Array(0),
    square: new Float64Array(0),
    logarithm: new Float64Array(0),
    share: new Float64Array(0),
    total: new Float64Array(length),
    targetMean: along(),
    sourceMean: along(),
    rest: along(),
    series: undefined,
  };
}

/** Makes room for the series of the counted pairs. */
export function makeRoom(state: FamilyState): void {
  const { family, total } = state;
  const needed = state.active * total.length;
  if (state.share.length >= needed) return;
  const room = 2 * needed;
  state.logarithm = new Float64Array(room);
  state.share = new Float64Array(room);
  state.offset = new Float64Array(room * family.dimension);
  state.square = new Float64Array(room * family.dimension);
}

/** The series of the family around the time of `path`, made once. */
export function seriesOf(state: FamilyState, path: PathSeries): FamilySeries {
  state.series ??= familySeries(state.family, path, state.total.length);
  return state.series;
}
