import { randomStream } from '@highorder/core';

/**
 * Unit vectors that cover the directions of space evenly, row by row, [count * dimension]; always the same ones. In the plane they stand at
 * equal angles over half a turn (a direction and its opposite are the same for a projection). Elsewhere they are normal vectors from a
 * fixed seed, made orthogonal in blocks of `dimension`: each is uniform on the sphere, and in a whole block the squares of the projections of
 * a vector m sum to |m|^2.
 * Source: Rowland et al., Orthogonal estimation of Wasserstein distances (2019), for the blocks.
 */
export function evenDirections(count: number, dimension: number): Float64Array {
  if (dimension === 2) {
    return Float64Array.from({ length: 2 * count }, (_, index) => {
      const angle = (Math.PI * (Math.floor(index / 2) + 0.5)) / count;
      return index % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    });
  }
  const random = randomStream({ seed: 0, purpose: 'sliced-w2/directions' });
  const vectors = Float64Array.from({ length: count * dimension }, () => random.normal());
  for (let row = 0; row < count; row++) {
    const own = vectors.subarray(row * dimension, (row + 1) * dimension);
    for (let before = row - (row % dimension); before < row; before++) {
      takeOut(own, vectors.subarray(before * dimension, (before + 1) * dimension));
    }
    const length = Math.hypot(...own);
    own.forEach((value, axis) => (own[axis] = value / length));
  }
  return vectors;
}

/** Takes the part along a unit vector out. */
function takeOut(vector: Float64Array, along: Float64Array): void {
  const part = vector.reduce((sum, value, axis) => sum + value * Number(along[axis]), 0);
  along.forEach((value, axis) => (vector[axis] = Number(vector[axis]) - part * value));
}
