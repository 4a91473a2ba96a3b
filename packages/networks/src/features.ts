import {
  type HeadInputName,
  type HeadInputs,
  stopGradient,
  type Tensor2D,
  tf,
  typicalSize,
} from '@highorder/core';

/** Which of its inputs a network looks at, and how. */
export interface SeenChoice {
  readonly sees: readonly HeadInputName[];
  /** How many lower outputs there are to see. */
  readonly lowerOrders: number;
  /** Whether gradients flow into the lower outputs. */
  readonly gradientsToLower: boolean;
}

/** What enters the first layer of a network. */
export interface FeatureChoice extends SeenChoice {
  /** Frequencies of the Fourier features of t and d. */
  readonly fourier: number;
}

/** An input as a network sees it. */
export interface SeenInput {
  readonly name: HeadInputName;
  /** [rows, dimension], or [rows, 1] for t and d; of order one. */
  readonly value: Tensor2D;
}

/** The order in which what a network sees is joined. */
export const headInputNames = ['x', 't', 'd', 'lower'] as const satisfies readonly HeadInputName[];

/** The width of the first layer's input. */
export function headFeatureWidth({ sees, fourier, lowerOrders }: FeatureChoice, dimension: number): number {
  const scalar = 1 + 2 * fourier;
  const widths = { x: dimension, t: scalar, d: scalar, lower: lowerOrders * dimension };
  return sees.reduce((total, name) => total + widths[name], 0);
}

/**
 * Input of the first layer, [rows, width]: x, t, d and the lower outputs, as far as they are seen, in this order.
 *
 * t and d stand there with their Fourier features, a lower output u_j divided by its typical size. Gradients flow to x,
 * t, d, and to the lower outputs where the choice says so.
 */
export function headFeatures(choice: FeatureChoice, inputs: HeadInputs): Tensor2D {
  const parts = seenInputs(choice, inputs).flatMap(({ name, value }) =>
    name === 't' || name === 'd' ? fourierFeatures(value, choice.fourier) : [value],
  );
  return tf.concat([...parts], 1);
}

/**
 * The inputs that are seen, in the order x, t, d, u_1, u_2, ...; a lower output u_j is divided by its typical size.
 * Gradients flow to x, t, d, and to the lower outputs where the choice says so.
 */
export function seenInputs(choice: SeenChoice, inputs: HeadInputs): readonly SeenInput[] {
  const values: Readonly<Record<HeadInputName, () => readonly Tensor2D[]>> = {
    x: () => [inputs.x],
    t: () => [inputs.t],
    d: () => [inputs.d],
    lower: () =>
      inputs.lower.slice(0, choice.lowerOrders).map((output, index) => lowerInput(choice, output, index + 1)),
  };
  return headInputNames
    .filter((name) => choice.sees.includes(name))
    .flatMap((name) => values[name]().map((value) => ({ name, value })));
}

/**
 * A value v and its Fourier features sin(2^k pi v), cos(2^k pi v), k = 0 ... count - 1, each of the shape of v.
 * Gradients flow. Tancik et al., arXiv 2006.10739.
 */
export function fourierFeatures(value: Tensor2D, count: number): readonly Tensor2D[] {
  const waves = Array.from({ length: count }, (_, k) => tf.mul<Tensor2D>(value, 2 ** k * Math.PI));
  return [value, ...waves.flatMap((wave) => [tf.sin(wave), tf.cos(wave)])];
}

function lowerInput({ gradientsToLower }: SeenChoice, output: Tensor2D, order: number): Tensor2D {
  const read = gradientsToLower ? output : stopGradient(() => output);
  return tf.div(read, typicalSize(order));
}
