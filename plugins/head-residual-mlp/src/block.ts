import { type ParameterSpec, type Parameters, type Tensor2D, tf } from '@highorder/core';
import {
  type ActivationName,
  activations,
  branchParameters,
  dense,
  denseParameters,
  type InitializationName,
  layerNorm,
  layerNormParameters,
} from '@highorder/networks';

/** What a residual block is made of. */
export interface BlockChoice {
  readonly width: number;
  /** How many blocks there are in all. */
  readonly blocks: number;
  readonly activation: ActivationName;
  readonly layerNorm: boolean;
  readonly initialization: InitializationName;
}

/** `<name>.first` and `<name>.second`, layers from width to width, and `<name>.norm1`, `<name>.norm2` where asked for. */
export function blockParameters(name: string, choice: BlockChoice): readonly ParameterSpec[] {
  const { width, blocks, initialization } = choice;
  const layer = (which: string) => ({ name: `${name}.${which}`, inputs: width, outputs: width });
  return [
    ...rectifiedParameters(`${name}.norm1`, choice),
    ...denseParameters(layer('first'), initialization),
    ...rectifiedParameters(`${name}.norm2`, choice),
    ...branchParameters(layer('second'), initialization, blocks),
  ];
}

/** h + f(N(f(N(h)) W + b)) V + c, [rows, width] from [rows, width]. Gradients flow to parameters and h. */
export function block(parameters: Parameters, name: string, choice: BlockChoice, h: Tensor2D): Tensor2D {
  const inner = dense(parameters, `${name}.first`, rectified(parameters, `${name}.norm1`, choice, h));
  const branch = dense(parameters, `${name}.second`, rectified(parameters, `${name}.norm2`, choice, inner));
  return tf.add(h, branch);
}

/** The arrays of the norm of that name, where there is one. */
export function rectifiedParameters(name: string, choice: BlockChoice): readonly ParameterSpec[] {
  return choice.layerNorm ? layerNormParameters(name, choice.width) : [];
}

/** f(N(h)): the nonlinearity, after a layer norm of that name where asked for. Shape of h. */
export function rectified(parameters: Parameters, name: string, choice: BlockChoice, h: Tensor2D): Tensor2D {
  const normal = choice.layerNorm ? layerNorm(parameters, name, h) : h;
  return activations[choice.activation](normal);
}
