import { randomStream, sizeOf, type Tensor, type Tensor2D, tf } from '@highorder/core';

/** A tensor of standard normal numbers, the same at every call with the same name. */
export function normalTensor(name: string, rows: number, columns: number): Tensor2D {
  const random = randomStream({ seed: 11, purpose: `tensor/${name}` });
  return tf.tensor2d(
    Float32Array.from({ length: rows * columns }, () => random.normal()),
    [rows, columns],
  );
}

/** A column [values, 1]. */
export function columnOf(values: ArrayLike<number>): Tensor2D {
  return tf.tensor2d(Float32Array.from(values), [values.length, 1]);
}

/** The values of a tensor; the tensor is kept. */
export function valuesOf(tensor: Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}

/** Whether two tensors hold the same bits. */
export function sameBits(a: Tensor, b: Tensor): boolean {
  if (sizeOf(a.shape) !== sizeOf(b.shape)) return false;
  const other = b.dataSync();
  return a.dataSync().every((value, index) => Object.is(value, other[index]));
}

/** The first number that is not finite, or undefined. */
export function firstNotFinite(values: ArrayLike<number>): number | undefined {
  return Array.from(values).find((value) => !Number.isFinite(value));
}
