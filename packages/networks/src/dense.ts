import {
  normalParameter,
  type Parameters,
  type ParameterSpec,
  required,
  type Tensor2D,
  tf,
  uniformParameter,
  zeroParameter,
} from '@highorder/core';

/** Rules by which a layer is initialized. */
export const initializationNames = ['glorot', 'lecun', 'he', 'pytorch'] as const;

export type InitializationName = (typeof initializationNames)[number];

/** One affine layer. Its parameters are `<name>.weight` [inputs, outputs] and `<name>.bias` [outputs]. */
export interface DenseLayer {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
}

/** Layers from width to width, named `<prefix>.0`, `<prefix>.1`, ... */
export function denseLayers(prefix: string, widths: readonly number[]): readonly DenseLayer[] {
  return widths.slice(1).map((outputs, index) => ({
    name: `${prefix}.${index}`,
    inputs: Number(widths[index]),
    outputs,
  }));
}

/**
 * The two arrays of a layer.
 *
 * - `glorot`: weights uniform on +-sqrt(6 / (inputs + outputs)), biases 0. Glorot and Bengio, AISTATS 2010, equation 16.
 * - `lecun`: weights normal with variance 1 / inputs, biases 0. LeCun et al., Efficient BackProp, 1998, section 4.6.
 * - `he`: weights normal with variance 2 / inputs, biases 0. He et al., arXiv 1502.01852, equation 10.
 * - `pytorch`: weights and biases uniform on +-1/sqrt(inputs), as `torch.nn.Linear` does, for reproducing scripts.
 */
export function denseParameters(
  { name, inputs, outputs }: DenseLayer,
  initialization: InitializationName,
): readonly ParameterSpec[] {
  const [weight, bias] = [`${name}.weight`, `${name}.bias`];
  const shape = [inputs, outputs];
  switch (initialization) {
    case 'glorot':
      return [
        uniformParameter(weight, shape, Math.sqrt(6 / (inputs + outputs))),
        zeroParameter(bias, [outputs]),
      ];
    case 'lecun':
      return [normalParameter(weight, shape, Math.sqrt(1 / inputs)), zeroParameter(bias, [outputs])];
    case 'he':
      return [normalParameter(weight, shape, Math.sqrt(2 / inputs)), zeroParameter(bias, [outputs])];
    case 'pytorch': {
      const limit = 1 / Math.sqrt(inputs);
      return [uniformParameter(weight, shape, limit), uniformParameter(bias, [outputs], limit)];
    }
  }
}

/** input weight + bias, [rows, outputs] from [rows, inputs]. Gradients flow to input and parameters. */
export function dense(parameters: Parameters, name: string, input: Tensor2D): Tensor2D {
  const array = (kind: string) =>
    required(parameters[`${name}.${kind}`], `A network lacks its parameter "${name}.${kind}".`);
  return tf.add(tf.matMul(input, array('weight')), array('bias'));
}
