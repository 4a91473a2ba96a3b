import { type Scalar, type Tensor1D, tf } from '@highorder/core';

/** The Euclidean norm of a flat gradient [size]. */
export function gradientNorm(gradient: Tensor1D): Scalar {
  return tf.sqrt(tf.sum(tf.square(gradient)));
}

/** What is clipped, and at what length. */
export interface Clipping {
  /** `gradientNorm` of the gradient. */
  readonly norm: Scalar;
  /** The longest that it may be, above 0. */
  readonly limit: Scalar | number;
}

/** The gradient [size] times min(1, limit / norm): shortened to `limit` where it is longer, otherwise as it is. */
export function clipByNorm(gradient: Tensor1D, { norm, limit }: Clipping): Tensor1D {
  return tf.mul(gradient, tf.div(limit, tf.maximum(norm, limit)));
}
