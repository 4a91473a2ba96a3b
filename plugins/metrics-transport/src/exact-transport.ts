import type { Points } from '@highorder/core';
import { leastMatching } from './least-matching.ts';

/**
 * The exact 2-Wasserstein distance of two sets of n points each, in the units of the points:
 *
 *   W2^2 = min over one-to-one matchings s of 1/n sum_i |x_i - y_s(i)|^2
 *
 * found as a linear assignment (`leastMatching`), at a cost of about n^3 at most. NaN where a point is not finite.
 * Source: Peyre and Cuturi, Computational Optimal Transport, section 2.
 */
export function exactTransport(first: Points, second: Points): number {
  const costs = squaredDistances(standardized(first), standardized(second));
  if (!costs.every(Number.isFinite)) return Number.NaN;
  let sum = 0;
  leastMatching(costs, first.count).forEach((partner, row) => {
    sum += squaredDistance(first, row, second, partner);
  });
  return Math.sqrt(sum / first.count);
}

/**
 * Centered and of unit spread. The best matching is the same: moving a set or stretching it changes each |x - y|^2 by
 * a common factor and by terms of x and of y alone. But far sets, and sets of unequal size, are matched faster so.
 */
function standardized({ values, count, dimension }: Points): Points {
  const center = new Float64Array(dimension);
  values.forEach((value, index) => {
    const axis = index % dimension;
    center[axis] = Number(center[axis]) + value / count;
  });
  const centered = values.map((value, index) => value - Number(center[index % dimension]));
  const spread = Math.sqrt(centered.reduce((sum, value) => sum + value * value, 0) / count) || 1;
  return { count, dimension, values: centered.map((value) => value / spread) };
}

function squaredDistances(first: Points, second: Points): Float64Array {
  const costs = new Float64Array(first.count * second.count);
  for (let row = 0; row < first.count; row++) {
    for (let column = 0; column < second.count; column++) {
      costs[row * second.count + column] = squaredDistance(first, row, second, column);
    }
  }
  return costs;
}

function squaredDistance(first: Points, row: number, second: Points, column: number): number {
  const { dimension } = first;
  let sum = 0;
  for (let axis = 0; axis < dimension; axis++) {
    const step =
      (first.values[row * dimension + axis] as number) - (second.values[column * dimension + axis] as number);
    sum += step * step;
  }
  return sum;
}
