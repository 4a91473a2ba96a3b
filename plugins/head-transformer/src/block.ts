import { type ParameterSpec, type Parameters, type Tensor2D, tf } from '@highorder/core';
import {
  type ActivationName,
  activations,
  branchParameters,
  dense,
  denseParameters,
  layerNorm,
  layerNormParameters,
} from '@highorder/networks';
import { attention, attentionParameters, type TokenShape } from './attention.ts';

/** What a block is made of. */
export interface BlockChoice {
  readonly width: number;
  /** How many blocks there are in all. */
  readonly blocks: number;
  readonly attentionHeads: number;
  /** How many times wider the hidden layer of the perceptron is. */
  readonly widening: number;
  readonly activation: ActivationName;
}

/** `<name>.norm1`, `<name>.attention`, `<name>.join`, `<name>.norm2`, `<name>.widen` and `<name>.narrow`. */
export function blockParameters(name: string, choice: BlockChoice): readonly ParameterSpec[] {
  const { width, blocks, widening } = choice;
  const wide = widening * width;
  // Attention and perceptron are a branch each.
  const branches = 2 * blocks;
  return [
    ...layerNormParameters(`${name}.norm1`, width),
    ...attentionParameters(`${name}.attention`, width),
    ...branchParameters({ name: `${name}.join`, inputs: width, outputs: width }, 'glorot', branches),
    ...layerNormParameters(`${name}.norm2`, width),
    ...denseParameters({ name: `${name}.widen`, inputs: width, outputs: wide }, 'glorot'),
    ...branchParameters({ name: `${name}.narrow`, inputs: wide, outputs: width }, 'glorot', branches),
  ];
}

/**
 * With N a layer norm and f the activation, [tokens * rows, width] from the same:
 *
 *   y = z + attention(N(z)) W_join + b_join,   y + f(N(y) W_widen + b_widen) W_narrow + b_narrow
 *
 * Gradients flow to parameters and z. Vaswani et al., arXiv 1706.03762, section 3, with the norms first: Xiong et al.,
 * arXiv 2002.04745, table 1 (right).
 */
export function block(
  parameters: Parameters,
  name: string,
  choice: BlockChoice,
  shape: TokenShape,
  z: Tensor2D,
): Tensor2D {
  const layer = (which: string, input: Tensor2D) => dense(parameters, `${name}.${which}`, input);
  const norm = (which: string, input: Tensor2D) => layerNorm(parameters, `${name}.${which}`, input);
  const seen = attention(parameters, `${name}.attention`, shape, norm('norm1', z));
  const attended = tf.add<Tensor2D>(z, layer('join', seen));
  const wide = activations[choice.activation](layer('widen', norm('norm2', attended)));
  return tf.add(attended, layer('narrow', wide));
}
