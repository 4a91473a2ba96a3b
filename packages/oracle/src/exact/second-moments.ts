import type { FamilyState } from './family-state.ts';
import type { LocalSeries } from './local-series.ts';
import { transform } from './pair-families.ts';
import type { PathSeries } from './path-series.ts';

/**
 * Moments over the pairs at a point where a series of one coefficient has begun. For the pair c, along the axes of its
 * family: y = z - m_c, a = m_c' + gain y its mean velocity, where gain = (alpha alpha' ratio + beta beta') / s.
 */
interface PairAtPoint {
  readonly state: FamilyState;
  /** Its share, so that all shares sum to 1. */
  readonly share: number;
  /** a - u along the axes, reused. */
  readonly velocity: Float64Array;
  /** The score of the pair along the axes, -y / s, reused. */
  readonly score: Float64Array;
}

/** What all pairs of a family share. */
interface FamilyAtPoint {
  readonly gain: Float64Array;
  /** Variances of the velocity given x and the pair, ratio (alpha' beta - alpha beta')^2 / s. */
  readonly spread: Float64Array;
}

/** grad log p = - sum_c r_c S_c^-1 (x - m_c), [dimension]. Needs no derivative of the path. */
export function scoreOf({ dimension, families }: LocalSeries): Float64Array {
  const result = new Float64Array(dimension);
  const total = families.reduce((sum, state) => sum + activeShare(state), 0);
  for (const { active, series, rest, family } of families) {
    if (active === 0 || series === undefined) continue;
    // W^T maps points to axes, so W maps covectors back.
    for (let d = 0; d < dimension; d++) {
      const along = -(Number(rest[d]) * Number(series.inverse[d])) / total;
      for (let e = 0; e < dimension; e++) {
        result[e] = Number(result[e]) + along * Number(family.axes.into[d * dimension + e]);
      }
    }
  }
  return result;
}

/**
 * grad u = sum_c r_c { B_c + (a_c - u) score_c^T }, [dimension * dimension], with B_c the gradient of a_c. Taking u off
 * changes nothing but rounding, since d/dx sum_c r_c = 0 there.
 */
export function velocityGradient(local: LocalSeries, path: PathSeries): Float64Array {
  const { dimension } = local;
  const result = new Float64Array(dimension * dimension);
  eachFamily(local, path, (state, pairs, { gain }) => {
    const along = new Float64Array(dimension * dimension);
    pairs(({ share, velocity, score }) => {
      addOuter(along, share, velocity, score);
      for (let d = 0; d < dimension; d++) {
        along[d * (dimension + 1)] = Number(along[d * (dimension + 1)]) + share * Number(gain[d]);
      }
    });
    addProduct(result, state.family.axes.back, along, state.family.axes.into);
  });
  return result;
}

/** div u, alone: the trace does not depend on axes, and needs no matrix. */
export function divergenceOf(local: LocalSeries, path: PathSeries): readonly [number] {
  let result = 0;
  eachFamily(local, path, (_state, pairs, { gain }) => {
    pairs(({ share, velocity, score }) => {
      for (let d = 0; d < local.dimension; d++) {
        result += share * (Number(gain[d]) + Number(velocity[d]) * Number(score[d]));
      }
    });
  });
  return [result];
}

/** Cov(v | x) = sum_c r_c { W_c + (a_c - u)(a_c - u)^T }, [dimension * dimension], W_c = Cov(v | x, c). */
export function velocityCovariance(local: LocalSeries, path: PathSeries): Float64Array {
  const { dimension } = local;
  const result = new Float64Array(dimension * dimension);
  eachFamily(local, path, (state, pairs, { spread }) => {
    const along = new Float64Array(dimension * dimension);
    pairs(({ share, velocity }) => {
      addOuter(along, share, velocity, velocity);
      for (let d = 0; d < dimension; d++) {
        along[d * (dimension + 1)] = Number(along[d * (dimension + 1)]) + share * Number(spread[d]);
      }
    });
    addProduct(result, state.family.axes.back, along, transposed(state.family.axes.back, dimension));
  });
  return result;
}

type Pairs = (see: (pair: PairAtPoint) => void) => void;

function eachFamily(
  local: LocalSeries,
  path: PathSeries,
  see: (state: FamilyState, pairs: Pairs, family: FamilyAtPoint) => void,
): void {
  const [alpha, alphaRate] = [Number(path.alpha[0]), Number(path.alpha[1])];
  const [beta, betaRate] = [Number(path.beta[0]), Number(path.beta[1])];
  const mean = local.target.map((value, d) => alphaRate * value + betaRate * Number(local.source[d]));
  const total = local.families.reduce((sum, state) => sum + activeShare(state), 0);
  for (const state of local.families) {
    if (state.active === 0) continue;
    const { ratios, into } = state.family.axes;
    const variance = (ratio: number) => ratio * alpha * alpha + beta * beta;
    const crossing = alphaRate * beta - alpha * betaRate;
    const family = {
      gain: ratios.map((ratio) => (alpha * alphaRate * ratio + beta * betaRate) / variance(ratio)),
      spread: ratios.map((ratio) => (ratio * crossing * crossing) / variance(ratio)),
    };
    const rates = { alphaRate, betaRate, total, mean: transform(into, mean), gain: family.gain };
    see(state, (visit) => eachPair(state, rates, visit), family);
  }
}

interface Rates {
  readonly alphaRate: number;
  readonly betaRate: number;
  /** Of the shares of all pairs. */
  readonly total: number;
  /** u along the axes. */
  readonly mean: Float64Array;
  readonly gain: Float64Array;
}

function eachPair(state: FamilyState, rates: Rates, visit: (pair: PairAtPoint) => void): void {
  const { family, pairs, share, offset, series, active } = state;
  const { dimension, source, target } = family;
  const velocity = new Float64Array(dimension);
  const score = new Float64Array(dimension);
  for (let slot = 0; slot < active; slot++) {
    const pair = pairs[slot] as number;
    const i = (pair % source.count) * dimension;
    const j = Math.floor(pair / source.count) * dimension;
    for (let d = 0; d < dimension; d++) {
      const y = offset[slot * dimension + d] as number;
      const drift =
        rates.alphaRate * (target.means[j + d] as number) + rates.betaRate * (source.means[i + d] as number);
      velocity[d] = drift + (rates.gain[d] as number) * y - (rates.mean[d] as number);
      score[d] = -y * Number(series?.inverse[d]);
    }
    visit({ state, share: (share[slot] as number) / rates.total, velocity, score });
  }
}

function activeShare({ active, share }: FamilyState): number {
  let sum = 0;
  for (let slot = 0; slot < active; slot++) sum += share[slot] as number;
  return sum;
}

/** into += factor left right^T */
function addOuter(into: Float64Array, factor: number, left: Float64Array, right: Float64Array): void {
  const dimension = left.length;
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < dimension; column++) {
      const at = row * dimension + column;
      into[at] = (into[at] as number) + factor * (left[row] as number) * (right[column] as number);
    }
  }
}

/** into += left middle right, square matrices row by row. */
function addProduct(into: Float64Array, left: Float64Array, middle: Float64Array, right: Float64Array): void {
  const dimension = Math.sqrt(into.length);
  const columns = transposed(right, dimension);
  for (let row = 0; row < dimension; row++) {
    const half = transform(
      transposed(middle, dimension),
      left.subarray(row * dimension, (row + 1) * dimension),
    );
    transform(columns, half).forEach((value, column) => {
      const at = row * dimension + column;
      into[at] = Number(into[at]) + value;
    });
  }
}

function transposed(matrix: Float64Array, dimension: number): Float64Array {
  return matrix.map((_, at) => Number(matrix[(at % dimension) * dimension + Math.floor(at / dimension)]));
}
