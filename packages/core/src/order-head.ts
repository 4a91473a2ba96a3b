import type { Parameters, ParameterSpec } from './parameters.ts';
import type { Tensor2D } from './tensor.ts';

/** What a network may look at. */
export type HeadInputName = 'x' | 't' | 'd' | 'lower';

/** What networks see of a point, after preconditioning. */
export interface HeadInputs {
  /** [rows, dimension] */
  readonly x: Tensor2D;
  /** The clock's reading, [rows, 1]. */
  readonly t: Tensor2D;
  /** The step on the clock, [rows, 1]. */
  readonly d: Tensor2D;
  /** What the rows are conditioned on, [rows, width]; absent where the flow has no conditions. */
  readonly condition?: Tensor2D | undefined;
  /** Outputs of the lower orders, from order 1 upwards, each [rows, dimension]. */
  readonly lower: readonly Tensor2D[];
}

/**
 * The network of one order or of several: u_k, the k-th time derivative along the flow. Kind `head`.
 *
 * Pure: parameters come in as an argument, and equal inputs give equal outputs. Operations are those of `tf` from
 * this package; no value is read, no random number drawn, so that a compiled engine can record it.
 */
export interface OrderHead {
  /** The orders it predicts, ascending. Most heads have one; a shared trunk has several. */
  readonly orders: readonly number[];
  /** What it looks at; its output depends on nothing else. */
  readonly sees: readonly HeadInputName[];
  /** Its trainable arrays for points of that dimension. `lower` outputs have the same dimension. */
  parameters(dimension: number): readonly ParameterSpec[];
  /** u_k for each of `orders`, in that order, [rows, dimension] each. Gradients flow to parameters and inputs. */
  predict(parameters: Parameters, inputs: HeadInputs): readonly Tensor2D[];
}

/** The highest order of a derivative: at a step of 1/16, what one of a higher order adds is below single precision by far. */
export const highestOrder = 20;

/**
 * The size that derivatives of an order have on standardized problems, as a rule of thumb: 5^(order - 1). Heads
 * emit numbers of order one times this, and divide the lower orders that they read by it.
 */
export function typicalSize(order: number): number {
  return 5 ** (order - 1);
}
