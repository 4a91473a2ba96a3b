import type { GaussianMixture, Points } from '@highorder/core';
import { componentMeans } from './mixture-moments.ts';

/** For each point: the component whose center is nearest, and how far that is. */
export interface NearestComponents {
  /** [count] */
  readonly components: Int32Array;
  /** Euclidean, [count] */
  readonly distances: Float64Array;
}

/** Assigns every point to the nearest center (the first of equals), by trying them all. */
export function nearestComponents(
  { values, count, dimension }: Points,
  mixture: GaussianMixture,
): NearestComponents {
  const centers = componentMeans(mixture);
  const components = new Int32Array(count);
  const distances = new Float64Array(count).fill(Infinity);
  for (let row = 0; row < count; row++) {
    let nearest = Infinity;
    for (let component = 0; component < mixture.components.length; component++) {
      let squared = 0;
      for (let axis = 0; axis < dimension; axis++) {
        const step = Number(values[row * dimension + axis]) - Number(centers[component * dimension + axis]);
        squared += step * step;
      }
      if (squared < nearest) {
        nearest = squared;
        components[row] = component;
      }
    }
    distances[row] = Math.sqrt(nearest);
  }
  return { components, distances };
}
