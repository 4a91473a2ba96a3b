import {
  type HeadInputName,
  type HeadInputs,
  stopGradient,
  type Tensor2D,
  tf,
  typicalSize,
} from '@highorder/core';

/** What enters the first layer of a network. */
export interface FeatureChoice {
  readonly sees: readonly HeadInputName[];
  /** Frequencies of the Fourier features of t and d. */
  readonly fourier: number;
  /** How many lower outputs there are to see. */
  readonly lowerOrders: number;
  /** Whether gradients flow into the lower outputs. */
  readonly gradientsToLower: boolean;
}

/** The order in which what a network sees is joined. */
export const inputNames = ['x', 't', 'd', 'lower'] as const satisfies readonly HeadInputName[];

/** The width of the first layer's input. */
export function featureWidth({ sees, fourier, lowerOrders }: FeatureChoice, dimension: number): number {
  const scalar = 1 + 2 * fourier;
  const widths = { x: dimension, t: scalar, d: scalar, lower: lowerOrders * dimension };
  return sees.reduce((total, name) => total + widths[name], 0);
}

/**
 * Input of the first layer, [rows, width]: x, t, d and the lower outputs, as far as they are seen, in this order.
 *
 * t and d stand there themselves and as sin(2^k pi t), cos(2^k pi t), k = 0 ... fourier - 1 (Tancik et al., arXiv
 * 2006.10739). A lower output u_j is divided by its typical size. Gradients flow to x, t, d, and to the lower outputs
 * where the choice says so.
 */
export function features(choice: FeatureChoice, inputs: HeadInputs): Tensor2D {
  const parts: Readonly<Record<HeadInputName, () => readonly Tensor2D[]>> = {
    x: () => [inputs.x],
    t: () => scalarFeatures(inputs.t, choice.fourier),
    d: () => scalarFeatures(inputs.d, choice.fourier),
    lower: () =>
      inputs.lower
        .slice(0, choice.lowerOrders)
        .map((output, index) => lowerFeature(choice, output, index + 1)),
  };
  const seen = inputNames.filter((name) => choice.sees.includes(name)).flatMap((name) => parts[name]());
  return tf.concat(seen, 1);
}

function scalarFeatures(value: Tensor2D, fourier: number): readonly Tensor2D[] {
  const waves = Array.from({ length: fourier }, (_, k) => tf.mul<Tensor2D>(value, 2 ** k * Math.PI));
  return [value, ...waves.flatMap((wave) => [tf.sin(wave), tf.cos(wave)])];
}

function lowerFeature({ gradientsToLower }: FeatureChoice, output: Tensor2D, order: number): Tensor2D {
  const read = gradientsToLower ? output : stopGradient(() => output);
  return tf.div(read, typicalSize(order));
}
