import {
  type OptimizerStep,
  type OptimizerUpdate,
  required,
  type Scalar,
  type Tensor1D,
  tf,
} from '@highorder/core';
import { z } from 'zod';

/** The vectors that Adam keeps. */
export const adamMoments = ['firstMoment', 'secondMoment'] as const;

/** The options that Adam and its kin share. Defaults are those of PyTorch. */
export const adamOptions = {
  beta1: z.number().min(0).lt(1).default(0.9).describe('Decay of the average of the gradient.'),
  beta2: z.number().min(0).lt(1).default(0.999).describe('Decay of the average of its square.'),
  epsilon: z
    .number()
    .positive()
    .default(1e-8)
    .describe('Added to the root, so that nothing is divided by 0.'),
};

/** The numbers of the rule. */
export interface AdamNumbers {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** What one step of Adam gives. */
export interface AdamMove {
  /** What is subtracted from the parameters, [size]. */
  readonly move: Tensor1D;
  readonly state: Readonly<Record<(typeof adamMoments)[number], Tensor1D>>;
}

/**
 * Adam's move, with n the number of the update from 1 on:
 *
 *   m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2
 *   move = rate (m / (1 - beta1^n)) / (sqrt(v / (1 - beta2^n)) + epsilon)
 *
 * with all that depends on n alone drawn out of the vectors, by `adamCorrections`.
 *
 * Source: Kingma and Ba, Adam, arXiv 1412.6980, algorithm 1 and the end of section 2.
 */
export function adamMove(
  { gradient, state, numbers }: OptimizerStep,
  { beta1, beta2 }: AdamNumbers,
): AdamMove {
  const firstMoment = average(moment(state, 'firstMoment'), gradient, beta1);
  const secondMoment = average(moment(state, 'secondMoment'), tf.square(gradient), beta2);
  const root = tf.add(tf.sqrt(secondMoment), numberOf(numbers, 'epsilon'));
  return {
    move: tf.mul(tf.div(firstMoment, root), numberOf(numbers, 'rate')),
    state: { firstMoment, secondMoment },
  };
}

/**
 * The two numbers of an update, with r = sqrt(1 - beta2^n):
 *
 *   rate = learning rate r / (1 - beta1^n),   epsilon = r epsilon,
 *
 * so that the move is rate m / (sqrt(v) + epsilon).
 */
export function adamCorrections({ step, learningRate }: OptimizerUpdate, numbers: AdamNumbers) {
  const root = Math.sqrt(remembered(numbers.beta2, step));
  return {
    rate: (learningRate * root) / remembered(numbers.beta1, step),
    epsilon: root * numbers.epsilon,
  };
}

function moment(state: OptimizerStep['state'], name: (typeof adamMoments)[number]): Tensor1D {
  return required(state[name], `An optimizer lacks its vector "${name}".`);
}

export function numberOf(numbers: OptimizerStep['numbers'], name: string): Scalar {
  return required(numbers[name], `An optimizer lacks its number "${name}".`);
}

function average(before: Tensor1D, now: Tensor1D, decay: number): Tensor1D {
  return tf.add(tf.mul(before, decay), tf.mul(now, 1 - decay));
}

/** 1 - decay^n, without losing digits where decay is close to 1. */
function remembered(decay: number, step: number): number {
  return -Math.expm1(step * Math.log(decay));
}
