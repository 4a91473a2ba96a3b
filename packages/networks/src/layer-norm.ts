import {
  type Parameters,
  type ParameterSpec,
  required,
  type Tensor2D,
  tf,
  zeroParameter,
} from '@highorder/core';

/** Keeps the square root away from 0. That of PyTorch's LayerNorm. */
const EPSILON = 1e-5;

/** The two arrays of a layer norm: `<name>.scale` [width], first 1, and `<name>.shift` [width], first 0. */
export function layerNormParameters(name: string, width: number): readonly ParameterSpec[] {
  return [
    { name: `${name}.scale`, shape: [width], initial: () => new Float64Array(width).fill(1) },
    zeroParameter(`${name}.shift`, [width]),
  ];
}

/**
 * scale (input - mean) / sqrt(variance + 1e-5) + shift, mean and variance of each row by itself; [rows, width] from
 * [rows, width]. Gradients flow to input and parameters. Ba, Kiros and Hinton, arXiv 1607.06450, equation 4.
 */
export function layerNorm(parameters: Parameters, name: string, input: Tensor2D): Tensor2D {
  const array = (kind: string) =>
    required(parameters[`${name}.${kind}`], `A network lacks its parameter "${name}.${kind}".`);
  const centered = tf.sub<Tensor2D>(input, tf.mean(input, -1, true));
  const variance = tf.mean(tf.square(centered), -1, true);
  const normal = tf.mul(centered, tf.rsqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(normal, array('scale')), array('shift'));
}
