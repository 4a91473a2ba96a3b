import { HighOrderError, type Tensor, type Tensor1D, tf } from '@highorder/core';

/** All values of the tensors, one tensor after the other, as one flat vector. Gradients flow. Throws for none. */
export function joinTensors(tensors: readonly Tensor[]): Tensor1D {
  if (tensors.length === 0) throw new HighOrderError({ message: 'There are no tensors to join.' });
  return tf.concat1d(tensors.map((tensor) => tf.reshape(tensor, [tensor.size])));
}
