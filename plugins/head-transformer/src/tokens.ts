import {
  type HeadInputs,
  normalParameter,
  type ParameterSpec,
  type Parameters,
  required,
  type Tensor2D,
  tf,
} from '@highorder/core';
import { fourierFeatures, type SeenChoice, seenInputs } from '@highorder/networks';

/** How what is seen becomes tokens. */
export interface TokenChoice extends SeenChoice {
  /** Frequencies of the Fourier features of each number. */
  readonly fourier: number;
  /** Width of a token. */
  readonly width: number;
}

/** How many numbers are seen of a row, and so how many tokens there are. */
export function tokenCount({ sees, lowerOrders }: TokenChoice, dimension: number): number {
  const counts = { x: dimension, t: 1, d: 1, lower: lowerOrders * dimension };
  return sees.reduce((total, name) => total + counts[name], 0);
}

/**
 * `tokens.weight` [tokens, 1 + 2 fourier, width] and `tokens.place` [tokens, width], normal, so that for numbers of order one
 * both parts of a token have entries of order one.
 */
export function tokenParameters(choice: TokenChoice, dimension: number): readonly ParameterSpec[] {
  const { fourier, width } = choice;
  const count = tokenCount(choice, dimension);
  // The squares of v and of F pairs of sin and cos add up to v^2 + F.
  const deviation = (1 + fourier) ** -0.5;
  return [
    normalParameter('tokens.weight', [count, 1 + 2 * fourier, width], deviation),
    normalParameter('tokens.place', [count, width], 1),
  ];
}

/**
 * One token a number that is seen, v W + p with its own W and p, from the Fourier features of v. [tokens * rows, width]: all rows of
 * the first token, all rows of the second, ... Gradients flow as in `seenInputs`.
 */
export function tokens(parameters: Parameters, choice: TokenChoice, inputs: HeadInputs): Tensor2D {
  const array = (name: string) =>
    required(parameters[`tokens.${name}`], `A network lacks its parameter "tokens.${name}".`);
  const seen = seenInputs(choice, inputs).map(({ value }) => value);
  const values = tf.transpose(tf.concat(seen, 1));
  const [count = 0, rows = 0] = values.shape;
  const column = tf.reshape<tf.Rank.R2>(values, [count * rows, 1]);
  const features = tf.concat([...fourierFeatures(column, choice.fourier)], 1);
  const stacked = tf.reshape(features, [count, rows, 1 + 2 * choice.fourier]);
  const place = tf.reshape(array('place'), [count, 1, choice.width]);
  const placed = tf.add(tf.matMul(stacked, array('weight')), place);
  return tf.reshape(placed, [count * rows, choice.width]);
}
