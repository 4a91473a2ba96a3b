import type { GaussianMixture } from '@highorder/core';

/** Mean and covariance of a distribution. */
export interface Moments {
  /** [dimension] */
  readonly mean: readonly number[];
  /** Row by row, [dimension * dimension]. */
  readonly covariance: readonly number[];
}

/** The exact moments of a mixture: mean = sum w m, covariance = sum w (C + m m^T) - mean mean^T, about the mean. */
export function mixtureMoments({ dimension, components }: GaussianMixture): Moments {
  const mean = Array.from({ length: dimension }, (_, axis) =>
    components.reduce((sum, component) => sum + component.weight * Number(component.mean[axis]), 0),
  );
  const covariance = Array.from({ length: dimension * dimension }, (_, index) => {
    const row = Math.floor(index / dimension);
    const column = index % dimension;
    const centered = (of: readonly number[], axis: number) => Number(of[axis]) - Number(mean[axis]);
    return components.reduce((sum, component) => {
      const between = centered(component.mean, row) * centered(component.mean, column);
      return sum + component.weight * (Number(component.covariance[index]) + between);
    }, 0);
  });
  return { mean, covariance };
}

/** The centers of the components, row by row, [components * dimension]. */
export function componentMeans({ components }: GaussianMixture): Float64Array {
  return Float64Array.from(components.flatMap(({ mean }) => mean));
}
