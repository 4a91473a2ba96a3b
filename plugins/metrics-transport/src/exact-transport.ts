import type { Points } from '@highorder/core';
import { linearSumAssignment } from 'linear-sum-assignment';

/**
 * The exact 2-Wasserstein distance of two sets of n points each, in the units of the points:
 *
 *   W2^2 = min over one-to-one matchings s of 1/n sum_i |x_i - y_s(i)|^2
 *
 * found as a linear assignment (Jonker and Volgenant), at a cost of about n^3. NaN where a point is not finite.
 * Source: Peyre and Cuturi, Computational Optimal Transport, section 2.
 */
export function exactTransport(first: Points, second: Points): number {
  const costs = squaredDistances(standardized(first), standardized(second));
  if (!costs.every((row) => row.every(Number.isFinite))) return Number.NaN;
  const { rowAssignments } = linearSumAssignment(costs, { maximaze: false });
  let sum = 0;
  rowAssignments.forEach((partner, row) => {
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

function squaredDistances(first: Points, second: Points): Float64Array[] {
  return Array.from({ length: first.count }, (_, row) =>
    Float64Array.from({ length: second.count }, (__, column) => squaredDistance(first, row, second, column)),
  );
}

function squaredDistance(first: Points, row: number, second: Points, column: number): number {
  const { dimension } = first;
  let sum = 0;
  for (let axis = 0; axis < dimension; axis++) {
    const step =
      Number(first.values[row * dimension + axis]) - Number(second.values[column * dimension + axis]);
    sum += step * step;
  }
  return sum;
}
