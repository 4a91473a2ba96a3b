import {
  normalParameter,
  type ParameterSpec,
  type Parameters,
  required,
  type Tensor,
  type Tensor2D,
  tf,
  zeroParameter,
} from '@highorder/core';

/** Sizes of what a block works on. */
export interface Shape {
  readonly rows: number;
  readonly tokens: number;
  readonly width: number;
  readonly heads: number;
}

/** An affine map of the last axis. Parameters `<name>.weight` [inputs, outputs] and `<name>.bias`. */
export const dense = {
  parameters: (name: string, inputs: number, outputs: number): readonly ParameterSpec[] => [
    normalParameter(`${name}.weight`, [inputs, outputs], inputs ** -0.5),
    zeroParameter(`${name}.bias`, [outputs]),
  ],
  apply(parameters: Parameters, name: string, input: Tensor2D): Tensor2D {
    return tf.add(tf.matMul(input, of(parameters, `${name}.weight`)), of(parameters, `${name}.bias`));
  },
};

/** Zero mean and unit variance over the last axis, then a scale and a shift. Ba et al., arXiv 1607.06450. */
export const layerNorm = {
  parameters: (name: string, width: number): readonly ParameterSpec[] => [
    { name: `${name}.weight`, shape: [width], initial: () => new Float64Array(width).fill(1) },
    zeroParameter(`${name}.bias`, [width]),
  ],
  apply<Ranked extends Tensor>(parameters: Parameters, name: string, input: Ranked): Ranked {
    const centered = tf.sub(input, tf.mean(input, -1, true));
    const variance = tf.mean(tf.square(centered), -1, true);
    const normal = tf.mul(centered, tf.rsqrt(tf.add(variance, 1e-5)));
    return tf.add(tf.mul(normal, of(parameters, `${name}.weight`)), of(parameters, `${name}.bias`));
  },
};

/** The parameters of a block. */
export function blockParameters(name: string, width: number): readonly ParameterSpec[] {
  return [
    ...layerNorm.parameters(`${name}.norm1`, width),
    ...dense.parameters(`${name}.qkv`, width, 3 * width),
    ...dense.parameters(`${name}.join`, width, width),
    ...layerNorm.parameters(`${name}.norm2`, width),
    ...dense.parameters(`${name}.widen`, width, 4 * width),
    ...dense.parameters(`${name}.narrow`, 4 * width, width),
  ];
}

/** Attention and a perceptron, each added to what it read. Vaswani et al., arXiv 1706.03762, with norms first. */
export function block(parameters: Parameters, name: string, tokens: tf.Tensor3D, shape: Shape): tf.Tensor3D {
  const flat = (value: tf.Tensor3D): Tensor2D => tf.reshape(value, [shape.rows * shape.tokens, shape.width]);
  const unflat = (value: Tensor2D): tf.Tensor3D => tf.reshape(value, [shape.rows, shape.tokens, shape.width]);
  const qkv = dense.apply(
    parameters,
    `${name}.qkv`,
    flat(layerNorm.apply(parameters, `${name}.norm1`, tokens)),
  );
  const joined = unflat(dense.apply(parameters, `${name}.join`, attention(qkv, shape)));
  const attended: tf.Tensor3D = tf.add(tokens, joined);
  const normal = flat(layerNorm.apply(parameters, `${name}.norm2`, attended));
  const wide = gelu(dense.apply(parameters, `${name}.widen`, normal));
  return tf.add(attended, unflat(dense.apply(parameters, `${name}.narrow`, wide)));
}

/** softmax(Q K^T / sqrt(width of a head)) V for each head, [rows * tokens, width] from [rows * tokens, 3 width]. */
function attention(qkv: Tensor2D, { rows, tokens, width, heads }: Shape): Tensor2D {
  const part = (index: number): Tensor => {
    const values = tf.slice(qkv, [0, index * width], [rows * tokens, width]);
    return tf.transpose(tf.reshape(values, [rows, tokens, heads, width / heads]), [0, 2, 1, 3]);
  };
  const scores = tf.mul(tf.matMul(part(0), part(1), false, true), (width / heads) ** -0.5);
  const seen = tf.matMul(tf.softmax(scores), part(2));
  return tf.reshape(tf.transpose(seen, [0, 2, 1, 3]), [rows * tokens, width]);
}

function gelu(z: Tensor2D): Tensor2D {
  return tf.mul(z, tf.add(0.5, tf.mul(0.5, tf.erf(tf.mul(z, Math.SQRT1_2)))));
}

function of(parameters: Parameters, name: string): Tensor2D {
  return required(parameters[name], `A Transformer lacks its parameter "${name}".`) as Tensor2D;
}
