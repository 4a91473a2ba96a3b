import { type Scalar, type Tensor1D, tf } from '@highorder/core';

/** The vectors that an exponential moving average joins, [size] each. */
export interface AverageInputs {
  readonly average: Tensor1D;
  readonly parameters: Tensor1D;
  /** Between 0 (the parameters themselves) and 1 (the average stays). */
  readonly decay: Scalar | number;
}

/** decay * average + (1 - decay) * parameters, [size]. No gradients flow in training. */
export function movingAverage({ average, parameters, decay }: AverageInputs): Tensor1D {
  // On the host where possible: 1 - decay has few digits left in float32.
  const share = typeof decay === 'number' ? 1 - decay : tf.sub(1, decay);
  return tf.add(average, tf.mul(tf.sub(parameters, average), share));
}
