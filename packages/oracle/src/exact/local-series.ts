import { extendFamily } from './extend-family.ts';
import { type FamilyState, makeRoom, seriesOf } from './family-state.ts';
import type { PairFamily } from './pair-families.ts';
import { pairScan } from './pair-scan.ts';
import type { PathSeries } from './path-series.ts';

/**
 * Pairs further than this below the largest, in log density, are not counted: their shares are below e^-100 = 4e-44, so that
 * even derivatives of high order do not feel them.
 */
const NEGLIGIBLE = 100;

/**
 * Exact conditional means at one point as Taylor series in time. Its arrays are reused from point to point; read them
 * before the next.
 */
export interface LocalSeries {
  readonly dimension: number;
  /** Coefficients a series. */
  readonly length: number;
  /** The flow line through the point: coordinate d has its coefficients from d * (length + 1) on, [dimension * (length + 1)]. */
  readonly line: Float64Array;
  /** E[x1 | x] and E[x0 | x] along the line, [dimension * length]. */
  readonly target: Float64Array;
  readonly source: Float64Array;
  readonly families: readonly FamilyState[];
  /** Goes to a time. */
  setPath(path: PathSeries): void;
  /** log p(x), x [dimension]. */
  logDensity(x: Float64Array): number;
  /** Begins at x: counts its pairs and finds coefficient 0 of the conditional means. */
  begin(x: Float64Array): void;
  /** Follows the flow line: coefficients 0 ... length of the line, and 0 ... length - 1 of the conditional means. */
  follow(): void;
}

/** The series of these pairs, with `length` coefficients each. */
export function localSeries(pairs: readonly PairFamily[], dimension: number, length: number): LocalSeries {
  const pairsAt = pairScan(pairs, length);
  const { families } = pairsAt;
  const line = new Float64Array(dimension * (length + 1));
  const total = new Float64Array(length);
  const target = new Float64Array(dimension * length);
  const source = new Float64Array(dimension * length);
  let path: PathSeries = { alpha: new Float64Array(0), beta: new Float64Array(0) };
  const scan = (x: Float64Array) => pairsAt.scan(x, Number(path.alpha[0]), Number(path.beta[0]), NEGLIGIBLE);

  const extend = (k: number) => {
    total[k] = 0;
    const sums = { total, target, source };
    for (let d = 0; d < dimension; d++) target[d * length + k] = source[d * length + k] = 0;
    for (const state of families) {
      if (state.active === 0) continue;
      const series = seriesOf(state, path);
      if (k > 0) setAxes(state, line, k);
      extendFamily(state, series, path, k, pairsAt.largest);
      addMeans(state, sums, k);
    }
    divide(target, total, k);
    divide(source, total, k);
  };

  return {
    ...{ dimension, length, line, target, source, families },
    setPath(next) {
      path = next;
      for (const state of families) state.series = undefined;
    },
    logDensity(x) {
      scan(x);
      return pairsAt.logDensity();
    },
    begin(x) {
      scan(x);
      for (let d = 0; d < dimension; d++) line[d * (length + 1)] = x[d] as number;
      for (const state of families) {
        makeRoom(state);
        setAxes(state, line, 0);
      }
      extend(0);
    },
    follow() {
      for (let k = 0; k < length; k++) {
        if (k > 0) extend(k);
        extendLine(line, { target, source, path }, dimension, k);
      }
    },
  };
}

interface Means {
  readonly target: Float64Array;
  readonly source: Float64Array;
}

/** x_(k+1) = (alpha' E[x1 | x] + beta' E[x0 | x])_k / (k + 1). */
function extendLine(
  line: Float64Array,
  { target, source, path }: Means & { readonly path: PathSeries },
  dimension: number,
  k: number,
): void {
  const length = target.length / dimension;
  for (let d = 0; d < dimension; d++) {
    let velocity = 0;
    for (let low = 0, high = k; low <= k; low++, high--) {
      const at = d * length + high;
      const rise = (path.alpha[low + 1] as number) * (target[at] as number);
      velocity += (low + 1) * (rise + (path.beta[low + 1] as number) * (source[at] as number));
    }
    line[d * (length + 1) + k + 1] = velocity / (k + 1);
  }
}

/** Coefficient k of the line along the axes of a family. */
function setAxes({ family, z, total }: FamilyState, line: Float64Array, k: number): void {
  const { dimension, axes } = family;
  const length = total.length;
  for (let d = 0; d < dimension; d++) {
    let sum = 0;
    for (let e = 0; e < dimension; e++) {
      sum += (axes.into[d * dimension + e] as number) * (line[e * (length + 1) + k] as number);
    }
    z[d * length + k] = sum;
  }
}

/** Adds coefficient k of a family's shares, and of its means times shares, back in the coordinates of points. */
function addMeans(state: FamilyState, sums: Means & { readonly total: Float64Array }, k: number): void {
  const { family, series, total, rest, targetMean, sourceMean } = state;
  if (series === undefined) return;
  const { dimension, axes } = family;
  const length = total.length;
  sums.total[k] = (sums.total[k] as number) + (total[k] as number);
  for (let d = 0; d < dimension; d++) {
    let toTarget = targetMean[d * length + k] as number;
    let toSource = sourceMean[d * length + k] as number;
    for (let low = d * length, high = d * length + k; low <= d * length + k; low++, high--) {
      toTarget += (series.targetGain[low] as number) * (rest[high] as number);
      toSource += (series.sourceGain[low] as number) * (rest[high] as number);
    }
    for (let e = 0; e < dimension; e++) {
      const back = axes.back[e * dimension + d] as number;
      sums.target[e * length + k] = (sums.target[e * length + k] as number) + back * toTarget;
      sums.source[e * length + k] = (sums.source[e * length + k] as number) + back * toSource;
    }
  }
}

/** Turns coefficient k of sums into that of their quotient by the total. */
function divide(sums: Float64Array, total: Float64Array, k: number): void {
  const length = total.length;
  for (let start = 0; start < sums.length; start += length) {
    let rest = sums[start + k] as number;
    for (let j = 1; j <= k; j++) rest -= (total[j] as number) * (sums[start + k - j] as number);
    sums[start + k] = rest / (total[0] as number);
  }
}
