import { normalQuantile, sobolPoints } from '@highorder/oracle';

/**
 * Unit vectors that cover the directions of space evenly, row by row, [count * dimension]. In the plane they stand at
 * equal angles over half a turn (a direction and its opposite are the same for a projection); elsewhere they are
 * points of a Sobol sequence made normal and then of length 1, without randomness.
 */
export function evenDirections(count: number, dimension: number): Float64Array {
  if (dimension === 2) {
    return Float64Array.from({ length: 2 * count }, (_, index) => {
      const angle = (Math.PI * (Math.floor(index / 2) + 0.5)) / count;
      return index % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    });
  }
  // Point 0 of the plain sequence is half a step off the corner for every axis: leave it out.
  const normals = sobolPoints({ count: count + 1, dimension })
    .map(normalQuantile)
    .subarray(dimension);
  for (let row = 0; row < count; row++) normalize(normals.subarray(row * dimension, (row + 1) * dimension));
  return normals;
}

function normalize(vector: Float64Array): void {
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  else vector.forEach((value, axis) => (vector[axis] = value / length));
}
