import {
  type ParameterSpec,
  type Parameters,
  required,
  type Tensor,
  type Tensor2D,
  tf,
  uniformParameter,
} from '@highorder/core';

/** Sizes of the tokens of a batch. */
export interface TokenShape {
  readonly tokens: number;
  readonly rows: number;
  readonly width: number;
  /** Parts of the width that attend by themselves. */
  readonly attentionHeads: number;
}

/**
 * `<name>.weight` [width, 3 width]: the maps to queries, keys and values side by side, each uniform on +-sqrt(3 / width) (Glorot
 * and Bengio). Without biases: the shift of the norm before them moves all three.
 */
export function attentionParameters(name: string, width: number): readonly ParameterSpec[] {
  return [uniformParameter(`${name}.weight`, [width, 3 * width], Math.sqrt(3 / width))];
}

/**
 * softmax(Q K^T / sqrt(width / heads)) V in each head by itself, the heads side by side; each token of a row looks at all
 * tokens of that row. [tokens * rows, width] from [tokens * rows, width]. Gradients flow to parameters and input.
 *
 * Vaswani et al., arXiv 1706.03762, equation 1 and section 3.2.2, without the last map.
 */
export function attention(
  parameters: Parameters,
  name: string,
  shape: TokenShape,
  input: Tensor2D,
): Tensor2D {
  const { tokens, rows, width, attentionHeads } = shape;
  const weight = required(parameters[`${name}.weight`], `A network lacks its parameter "${name}.weight".`);
  const all = tf.matMul(input, weight);
  const each = width / attentionHeads;
  /** [rows, heads, tokens, each] */
  const part = (index: number): Tensor => {
    const values = tf.slice(all, [0, index * width], [tokens * rows, width]);
    return tf.transpose(tf.reshape(values, [tokens, rows, attentionHeads, each]), [1, 2, 0, 3]);
  };
  const scores = tf.mul(tf.matMul(part(0), part(1), false, true), each ** -0.5);
  const seen = tf.matMul(tf.softmax(scores), part(2));
  return tf.reshape(tf.transpose(seen, [2, 0, 1, 3]), [tokens * rows, width]);
}
