import {
  choleskyFactor,
  type GaussianComponent,
  type GaussianMixture,
  type Interpolant,
  Jet,
} from '@highorder/core';
import { mixtureDensity } from './mixture-density.ts';

/** Two mixtures, independently coupled, and the path between them. */
export interface MixturePath {
  readonly source: GaussianMixture;
  readonly target: GaussianMixture;
  readonly interpolant: Interpolant;
}

/**
 * The conditional mean of the k-th time derivative of the path, E[x^(k)(t) | x(t) = x], at points row by row: what a matching
 * head of order k converges to. With pairs c of components, S_c = A^2 V1 + B^2 V0, responsibilities r_c(x):
 *
 *   E[x^(k) | x] = sum_c r_c(x) { m_c^(k) + (A A^(k) V1 + B B^(k) V0) S_c^-1 (x - m_c) }
 *
 * `x` is [rows * dimension]; t must lie in the interpolant's domain(k). Every pair of components costs: meant for mixtures
 * of tens of components. Source: conditioning of jointly Gaussian vectors, x and x^(k) given the pair.
 */
export function conditionalDerivative(
  path: MixturePath,
  t: number,
  x: Float64Array,
  k: number,
): Float64Array {
  const { dimension } = path.source;
  const pairs = pairsAt(path, t, k);
  const density = mixtureDensity({ dimension, components: pairs });
  const factors = pairs.map(({ covariance }) => choleskyFactor(covariance, dimension));
  const result = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += dimension) {
    const point = x.subarray(start, start + dimension);
    density.responsibilities(point).forEach((share, index) => {
      const pair = pairs[index] as PairAtTime;
      const solved = solve(factors[index] as Float64Array, difference(point, pair.mean));
      addScaled(result.subarray(start, start + dimension), share, pair, solved);
    });
  }
  return result;
}

/** The Gaussian of x(t) for a pair of components, with what its k-th derivative needs. */
interface PairAtTime extends GaussianComponent {
  /** m_c^(k) */
  readonly meanDerivative: readonly number[];
  /** A A^(k) V1 + B B^(k) V0, row by row. */
  readonly cross: readonly number[];
}

function pairsAt({ source, target, interpolant }: MixturePath, t: number, k: number): readonly PairAtTime[] {
  const { alpha, beta } = interpolant.weights(Jet.time(Float64Array.of(t), k));
  const [a, aK, b, bK] = [alpha.value, alpha.derivative(k), beta.value, beta.derivative(k)].map(([first]) =>
    Number(first),
  ) as [number, number, number, number];
  const combine = (
    data: readonly number[],
    noise: readonly number[],
    dataFactor: number,
    noiseFactor: number,
  ) => data.map((value, index) => dataFactor * value + noiseFactor * Number(noise[index]));
  return target.components.flatMap((one) =>
    source.components.map((zero) => ({
      weight: one.weight * zero.weight,
      mean: combine(one.mean, zero.mean, a, b),
      covariance: combine(one.covariance, zero.covariance, a * a, b * b),
      meanDerivative: combine(one.mean, zero.mean, aK, bK),
      cross: combine(one.covariance, zero.covariance, a * aK, b * bK),
    })),
  );
}

function difference(point: Float64Array, mean: readonly number[]): Float64Array {
  return point.map((value, axis) => value - Number(mean[axis]));
}

/** into += share * (meanDerivative + cross * solved) */
function addScaled(into: Float64Array, share: number, pair: PairAtTime, solved: Float64Array): void {
  const dimension = into.length;
  for (let axis = 0; axis < dimension; axis++) {
    let value = Number(pair.meanDerivative[axis]);
    for (let other = 0; other < dimension; other++) {
      value += Number(pair.cross[axis * dimension + other]) * Number(solved[other]);
    }
    into[axis] = Number(into[axis]) + share * value;
  }
}

/** The solution of L L^T z = y for a Cholesky factor L, row by row. */
function solve(factor: Float64Array, y: Float64Array): Float64Array {
  const dimension = y.length;
  const z = y.slice();
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < row; column++) {
      z[row] = Number(z[row]) - Number(factor[row * dimension + column]) * Number(z[column]);
    }
    z[row] = Number(z[row]) / Number(factor[row * (dimension + 1)]);
  }
  for (let row = dimension - 1; row >= 0; row--) {
    for (let below = row + 1; below < dimension; below++) {
      z[row] = Number(z[row]) - Number(factor[below * dimension + row]) * Number(z[below]);
    }
    z[row] = Number(z[row]) / Number(factor[row * (dimension + 1)]);
  }
  return z;
}
