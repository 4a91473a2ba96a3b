import { type FamilySeries, familySeries } from './family-series.ts';
import type { PairFamily } from './pair-families.ts';
import type { PathSeries } from './path-series.ts';

/** The numbers of a family at a point and around a time. Arrays of coefficients hold `length` an entry. */
export interface FamilyState {
  readonly family: PairFamily;
  /** The point along the axes, [dimension * length]. */
  readonly z: Float64Array;
  /** log of weight times density of each pair at the point, [pairs]. */
  readonly joint: Float64Array;
  /** Whether a pair is counted, [pairs], and the counted ones, `active` first entries of [pairs]. */
  readonly kept: Uint8Array;
  readonly pairs: Int32Array;
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

/** Room for a family, with `length` coefficients. */
export function familyState(family: PairFamily, length: number): FamilyState {
  const pairs = family.source.count * family.target.count;
  const along = () => new Float64Array(family.dimension * length);
  return {
    family,
    z: along(),
    joint: new Float64Array(pairs),
    kept: new Uint8Array(pairs),
    pairs: new Int32Array(pairs),
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

/**
 * Writes the log joint densities of all pairs at a point, given along the axes, and returns the largest. `alpha` and
 * `beta` are the weights of the path.
 */
export function scanPairs(state: FamilyState, z: Float64Array, alpha: number, beta: number): number {
  const { joint } = state;
  const { source, target, dimension, axes } = state.family;
  const inverse = axes.ratios.map((ratio) => 1 / (ratio * alpha * alpha + beta * beta));
  const constant = logConstant(axes.logVolume, inverse);
  for (let j = 0, pair = 0; j < target.count; j++) {
    const weight = (target.logWeights[j] as number) + constant;
    for (let i = 0; i < source.count; i++, pair++) joint[pair] = weight + (source.logWeights[i] as number);
  }
  for (let d = 0; d < dimension; d++) {
    const to = { means: target.along[d] as Float64Array, weight: alpha };
    const from = { means: source.along[d] as Float64Array, weight: beta };
    const half = (inverse[d] as number) / 2;
    // The longer loop inside; with one source both orders count pairs alike.
    if (source.count === 1) subtractSquares(joint, z[d] as number, half, [from, to]);
    else subtractSquares(joint, z[d] as number, half, [to, from]);
  }
  let largest = -Infinity;
  for (const value of joint) if (value > largest) largest = value;
  return largest;
}

/** Means of one side along an axis, and their weight on the path. */
interface WeighedMeans {
  readonly means: Float64Array;
  readonly weight: number;
}

/** Subtracts half (z - outer - inner)^2 from every entry, inner means side by side. */
function subtractSquares(
  joint: Float64Array,
  z: number,
  half: number,
  [outer, inner]: readonly [WeighedMeans, WeighedMeans],
): void {
  const { means, weight } = inner;
  const count = means.length;
  for (let o = 0, pair = 0; o < outer.means.length; o++) {
    const rest = z - outer.weight * (outer.means[o] as number);
    for (let i = 0; i < count; i++, pair++) {
      const offset = rest - weight * (means[i] as number);
      joint[pair] = (joint[pair] as number) - half * offset * offset;
    }
  }
}

function logConstant(logVolume: number, inverse: Float64Array): number {
  return inverse.reduce((sum, value) => sum + Math.log(value) / 2 - Math.log(2 * Math.PI) / 2, logVolume);
}

/** Counts the pairs whose log joint density is at least `least`, and makes room for them. */
export function keepPairs(state: FamilyState, least: number): void {
  const { joint, kept, pairs, family, total } = state;
  state.active = 0;
  for (let pair = 0; pair < joint.length; pair++) {
    const counted = (joint[pair] as number) >= least;
    kept[pair] = counted ? 1 : 0;
    if (counted) pairs[state.active++] = pair;
  }
  const needed = state.active * total.length;
  if (state.share.length >= needed) return;
  const room = Math.min(2 * needed, pairs.length * total.length);
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
