import { required } from '../error.ts';
import { type ParameterSpec, type Parameters, uniformParameter, zeroParameter } from '../parameters.ts';
import { type Tensor2D, tf } from '../tensor.ts';

/** Rules for the first values of a layer. */
export const initializationNames = ['glorot', 'pytorch'] as const;

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
 * - `pytorch`: weights and biases uniform on +-1/sqrt(inputs), as `torch.nn.Linear` does, for reproducing scripts.
 */
export function denseParameters(
  { name, inputs, outputs }: DenseLayer,
  initialization: InitializationName,
): readonly ParameterSpec[] {
  const weightShape = [inputs, outputs];
  const biasShape = [outputs];
  if (initialization === 'glorot') {
    const limit = Math.sqrt(6 / (inputs + outputs));
    return [uniformParameter(`${name}.weight`, weightShape, limit), zeroParameter(`${name}.bias`, biasShape)];
  }
  const limit = 1 / Math.sqrt(inputs);
  return [
    uniformParameter(`${name}.weight`, weightShape, limit),
    uniformParameter(`${name}.bias`, biasShape, limit),
  ];
}

/** input weight + bias, [rows, outputs] from [rows, inputs]. Gradients flow to input and parameters. */
export function dense(parameters: Parameters, name: string, input: Tensor2D): Tensor2D {
  const array = (kind: string) =>
    required(parameters[`${name}.${kind}`], `A network lacks its parameter "${name}.${kind}".`);
  return tf.add(tf.matMul(input, array('weight')), array('bias'));
}
