import { type Tensor2D, tf } from '@highorder/core';

/** The nonlinearities that networks may use. */
export const activationNames = ['tanh', 'silu', 'gelu', 'relu', 'sin'] as const;

export type ActivationName = (typeof activationNames)[number];

/** Elementwise, of any shape. Written in plain operations, so that series in time can follow them. Gradients flow. */
export const activations: Readonly<Record<ActivationName, (z: Tensor2D) => Tensor2D>> = {
  tanh: (z) => tf.tanh(z),
  /** z / (1 + e^-z). Elfwing et al., arXiv 1702.03118. */
  silu: (z) => tf.mul(z, tf.sigmoid(z)),
  /** z times the normal distribution function at z, exact by the error function. Hendrycks and Gimpel, arXiv 1606.08415. */
  gelu: (z) => tf.mul(z, tf.add(0.5, tf.mul(0.5, tf.erf(tf.mul(z, Math.SQRT1_2))))),
  relu: (z) => tf.relu(z),
  sin: (z) => tf.sin(z),
};
