import { type Scalar, type Tensor1D, tf } from '@highorder/core';

/** The vectors that an exponential moving average joins, [size] each. */
export interface AverageInputs {
  readonly average: Tensor1D;
  readonly parameters: Tensor1D;
  /**
   * The share of the new parameters, 1 - decay: between 0 (the average stays) and 1 (the parameters themselves). From the
   * host, since 1 - decay has few digits left in float32.
   */
  readonly share: Scalar | number;
}

/** (1 - share) average + share parameters, [size]. No gradients flow in training. */
export function movingAverage({ average, parameters, share }: AverageInputs): Tensor1D {
  return tf.add(average, tf.mul(tf.sub(parameters, average), share));
}
