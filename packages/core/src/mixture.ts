import type { Points } from './points.ts';
import { points } from './points.ts';
import type { RandomStream } from './random/stream.ts';
import type { Distribution } from './distribution.ts';
import { HighOrderError } from './error.ts';
import type { GaussianComponent, GaussianMixture } from './gaussian-mixture.ts';

/** variance * identity, row by row. */
export function isotropic(dimension: number, variance: number): readonly number[] {
  return Array.from({ length: dimension * dimension }, (_, index) =>
    index % (dimension + 1) === 0 ? variance : 0,
  );
}

/** Components of equal weight and isotropic variance at the given means. Throws where there is none. */
export function equalMixture(means: readonly (readonly number[])[], variance: number): GaussianMixture {
  const dimension = means[0]?.length;
  if (dimension === undefined)
    throw new HighOrderError({ message: 'A mixture needs at least one component.' });
  const covariance = isotropic(dimension, variance);
  return {
    dimension,
    components: means.map((mean) => ({ weight: 1 / means.length, mean, covariance })),
  };
}

/** The lower triangular L, row by row, with L L^T = covariance. Throws where it is not positive definite. */
export function choleskyFactor(covariance: readonly number[], dimension: number): Float64Array {
  const lower = new Float64Array(dimension * dimension);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = Number(covariance[row * dimension + column]);
      for (let k = 0; k < column; k++) {
        rest -= Number(lower[row * dimension + k]) * Number(lower[column * dimension + k]);
      }
      if (row === column && !(rest > 0)) {
        throw new HighOrderError({
          message: `A covariance is not positive definite: [${covariance.join(', ')}].`,
        });
      }
      lower[row * dimension + column] =
        row === column ? Math.sqrt(rest) : rest / Number(lower[column * dimension + column]);
    }
  }
  return lower;
}

/**
 * A square root of a covariance: its Cholesky factor, or of a diagonal covariance the roots of the diagonal alone, [dimension]. By its
 * length one tells which. Both make the same points of the same noise, to the bit. Throws where the covariance is not positive definite.
 */
export function covarianceRoot(covariance: readonly number[], dimension: number): Float64Array {
  const isDiagonal = covariance.every((value, index) => value === 0 || index % (dimension + 1) === 0);
  if (!isDiagonal) return choleskyFactor(covariance, dimension);
  return Float64Array.from({ length: dimension }, (_, axis) => {
    const variance = Number(covariance[axis * (dimension + 1)]);
    if (variance > 0) return Math.sqrt(variance);
    throw new HighOrderError({
      message: `A covariance is not positive definite: it has the variance ${variance}.`,
    });
  });
}

/** The distribution of a mixture: each point draws its component by weight, then its Gaussian. */
export function mixtureDistribution(mixture: GaussianMixture): Distribution {
  const { dimension, components } = mixture;
  const roots = rootsOf(mixture);
  const cumulative = cumulativeWeights(mixture);
  return {
    dimension,
    mixture,
    sample(count: number, random: RandomStream): Points {
      const values = new Float64Array(count * dimension);
      const chosen = new Int32Array(count);
      const noise = new Float64Array(dimension);
      for (let row = 0; row < count; row++) {
        const component = firstAbove(cumulative, random.uniform());
        chosen[row] = component;
        for (let axis = 0; axis < dimension; axis++) noise[axis] = random.normal();
        writePoint(
          values,
          row * dimension,
          components[component] as GaussianComponent,
          roots[component] as Float64Array,
          noise,
        );
      }
      return points(dimension, values, chosen);
    },
  };
}

/** The roots of all covariances; components that share one share its root. */
function rootsOf({ components, dimension }: GaussianMixture): readonly Float64Array[] {
  const known = new Map<readonly number[], Float64Array>();
  return components.map(({ covariance }) => {
    const root = known.get(covariance) ?? covarianceRoot(covariance, dimension);
    known.set(covariance, root);
    return root;
  });
}

/** Writes mean + L noise at `offset` of `into`, with the root L of the covariance (`covarianceRoot`). */
export function writePoint(
  into: Float64Array,
  offset: number,
  component: GaussianComponent,
  factor: Float64Array,
  noise: Float64Array,
): void {
  const dimension = noise.length;
  if (factor.length === dimension) {
    for (let axis = 0; axis < dimension; axis++) {
      into[offset + axis] =
        (component.mean[axis] as number) + (factor[axis] as number) * (noise[axis] as number);
    }
    return;
  }
  for (let axis = 0; axis < dimension; axis++) {
    let value = component.mean[axis] as number;
    for (let k = 0; k <= axis; k++) value += (factor[axis * dimension + k] as number) * (noise[k] as number);
    into[offset + axis] = value;
  }
}

function cumulativeWeights({ components }: GaussianMixture): Float64Array {
  let total = 0;
  return Float64Array.from(components, ({ weight }) => (total += weight));
}

/** Index of the first entry above `level` (binary search); the last entry where rounding leaves none. */
function firstAbove(cumulative: Float64Array, level: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) > level) high = middle;
    else low = middle + 1;
  }
  return low;
}
