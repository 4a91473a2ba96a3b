import { tf } from '@highorder/core';

/**
 * Floating-point operations of the matrix products that `work` runs on a TensorFlow.js backend: 2 m k n for a product
 * of [m, k] and [k, n]. Elementwise operations are not counted.
 */
export async function matrixProductOperations(work: () => Promise<void>): Promise<number> {
  const { kernels } = await tf.profile(async () => {
    await work();
    return tf.scalar(0);
  });
  return kernels
    .filter(({ name }) => name === 'BatchMatMul' || name === '_FusedMatMul')
    .reduce(
      (sum, { inputShapes, outputShapes }) => sum + operationsOf(inputShapes, outputShapes[0] ?? []),
      0,
    );
}

/**
 * The operations of one product, or of a batch of them, from the shapes of its factors and its result. Either factor
 * may be transposed: the sizes b m k, b k n and b m n give k all the same.
 */
export function operationsOf([left = [], right = []]: readonly Shape[], result: Shape): number {
  const batch = sizeOf(result.slice(0, -2));
  const inner = Math.sqrt((sizeOf(left) * sizeOf(right)) / (sizeOf(result) * batch));
  return 2 * sizeOf(result) * inner;
}

type Shape = readonly number[];

function sizeOf(shape: Shape): number {
  return shape.reduce((size, length) => size * length, 1);
}
