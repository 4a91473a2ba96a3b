import { factorial } from '@highorder/core';
import { type LocalSeries, localSeries } from './local-series.ts';
import type { MixturePath } from './mixture-path.ts';
import { type PairFamily, pairFamilies } from './pair-families.ts';
import { type PathSeries, pathSeries } from './path-series.ts';
import { pairResponsibilities } from './responsibilities.ts';
import { divergenceOf, scoreOf, velocityCovariance, velocityGradient } from './second-moments.ts';

/** The fields of a path between two mixtures. */
export interface ExactFields {
  /** The fields at a time of [0, 1]. */
  at(t: number): FieldsAtTime;
}

/**
 * Fields at one time, exact to rounding. Points x are row by row, [rows * dimension]; so are the results, all new arrays.
 *
 * A field that holds derivatives of the path up to order k is defined on the interpolant's domain(k), and throws outside.
 */
export interface FieldsAtTime {
  readonly t: number;
  /** log p_t(x), [rows]. */
  logDensity(x: Float64Array): Float64Array;
  /**
   * The share of each pair of components in p_t(x), [rows * pairs], 0 for those below 4e-44 of the largest. Pair
   * j * sources + i is target component j with source component i.
   */
  responsibilities(x: Float64Array): Float64Array;
  /** grad log p_t(x), [rows * dimension]. */
  score(x: Float64Array): Float64Array;
  /** E[x^(k)(t) | x(t) = x], [rows * dimension]; `order` k = 1 is the velocity. On domain(k). */
  conditional(x: Float64Array, order: number): Float64Array;
  /** u = E[x'(t) | x(t) = x], [rows * dimension]. On domain(1). */
  velocity(x: Float64Array): Float64Array;
  /**
   * The k-th derivative of the flow line through x, D^(k-1) u / Dt^(k-1), [rows * dimension]; `order` k = 1 is the velocity,
   * 2 the material acceleration Du/Dt = du/dt + (grad u) u. Any k, on domain(k).
   */
  material(x: Float64Array, order: number): Float64Array;
  /** grad u, row by row: entry (a, b) is the derivative of u_a along x_b, [rows * dimension * dimension]. On domain(1). */
  gradient(x: Float64Array): Float64Array;
  /** div u, the trace of its gradient, [rows]. On domain(1). */
  divergence(x: Float64Array): Float64Array;
  /** Cov(x'(t) | x(t) = x), row by row, [rows * dimension * dimension]. On domain(1). */
  covariance(x: Float64Array): Float64Array;
}

/**
 * The exact fields of x(t) = alpha x1 + beta x0 for x0 and x1 from two mixtures, independently coupled. Over pairs c of
 * components, with m_c = alpha m1 + beta m0, S_c = alpha^2 V1 + beta^2 V0 and responsibilities r_c(x),
 *
 *   E[x1 | x] = sum_c r_c { m1 + alpha V1 S_c^-1 (x - m_c) },   E[x0 | x] = sum_c r_c { m0 + beta V0 S_c^-1 (x - m_c) }
 *   E[x^(k) | x] = alpha^(k) E[x1 | x] + beta^(k) E[x0 | x]
 *
 * and the flow line through x comes from its own Taylor series, x_(k+1) = [u(x(t + h), t + h)]_k / (k + 1).
 *
 * The cost grows with the pairs that a point sees, not with all (`FamilyScan`). Pairs with the same covariances share
 * one set of axes. Source: conditioning of jointly Gaussian vectors; Griewank and Walther,
 * Evaluating Derivatives (2nd ed.), chapter 13, for the series.
 */
export function exactFields(path: MixturePath): ExactFields {
  const families = pairFamilies(path.source, path.target);
  return { at: (t) => fieldsAt(path, families, t) };
}

function fieldsAt(path: MixturePath, families: readonly PairFamily[], t: number): FieldsAtTime {
  const { dimension } = path.source;
  const weights = cached((order) => pathSeries(path.interpolant, t, order));
  const kernels = cached((length) => localSeries(families, dimension, length));
  /** Visits every row, with derivatives of the path up to `order`. */
  const visit = (x: Float64Array, order: number, length: number, see: Visit) => {
    const local = kernels(length);
    const series = weights(order);
    local.setPath(series);
    for (let row = 0; row * dimension < x.length; row++) {
      see(local, x.subarray(row * dimension, (row + 1) * dimension), { row, series });
    }
  };
  const collect = (x: Float64Array, order: number, size: number, values: Values): Float64Array => {
    const result = new Float64Array((x.length / dimension) * size);
    visit(x, order, 1, (local, point, { row, series }) => {
      local.begin(point);
      result.set(values(local, series), row * size);
    });
    return result;
  };
  const square = dimension * dimension;
  const conditional = (x: Float64Array, order: number) =>
    collect(x, order, dimension, (local, series) => conditionalMean(local, series, order));
  return {
    t,
    logDensity(x) {
      const result = new Float64Array(x.length / dimension);
      visit(x, 0, 1, (local, point, { row }) => {
        result[row] = local.logDensity(point);
      });
      return result;
    },
    responsibilities: (x) => {
      const [sources, targets] = [path.source.components.length, path.target.components.length];
      return collect(x, 0, sources * targets, (local) => pairResponsibilities(local, sources, targets));
    },
    score: (x) => collect(x, 0, dimension, scoreOf),
    conditional,
    velocity: (x) => conditional(x, 1),
    material(x, order) {
      const result = new Float64Array(x.length);
      visit(x, order, order, (local, point, { row }) => {
        local.begin(point);
        local.follow();
        for (let d = 0; d < dimension; d++) {
          result[row * dimension + d] = factorial(order) * Number(local.line[d * (order + 1) + order]);
        }
      });
      return result;
    },
    gradient: (x) => collect(x, 1, square, velocityGradient),
    divergence: (x) => collect(x, 1, 1, divergenceOf),
    covariance: (x) => collect(x, 1, square, velocityCovariance),
  };
}

type Visit = (local: LocalSeries, point: Float64Array, at: VisitedRow) => void;

interface VisitedRow {
  readonly row: number;
  readonly series: PathSeries;
}

type Values = (local: LocalSeries, series: PathSeries) => ArrayLike<number>;

/** alpha^(k) E[x1 | x] + beta^(k) E[x0 | x], from series of one coefficient. */
function conditionalMean(
  { target, source }: LocalSeries,
  { alpha, beta }: PathSeries,
  order: number,
): Float64Array {
  const [a, b] = [factorial(order) * Number(alpha[order]), factorial(order) * Number(beta[order])];
  return target.map((value, d) => a * value + b * Number(source[d]));
}

function cached<Value>(make: (key: number) => Value): (key: number) => Value {
  const found = new Map<number, Value>();
  return (key) => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    found.set(key, made);
    return made;
  };
}
