import { type OptimizerStep, required, type Tensor1D, tf } from '@highorder/core';
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
  /** The change of the parameters at learning rate 1, to be subtracted, [size]. */
  readonly direction: Tensor1D;
  readonly state: Readonly<Record<(typeof adamMoments)[number], Tensor1D>>;
}

/**
 * Adam's direction, with n the number of the update from 1 on:
 *
 *   m <- beta1 m + (1 - beta1) g,  v <- beta2 v + (1 - beta2) g^2
 *   direction = (m / (1 - beta1^n)) / (sqrt(v / (1 - beta2^n)) + epsilon)
 *
 * with both corrections drawn out of the vectors, r = sqrt(1 - beta2^n): r / (1 - beta1^n) m / (sqrt(v) + r epsilon).
 *
 * Source: Kingma and Ba, Adam, arXiv 1412.6980, algorithm 1 and the end of section 2.
 */
export function adamMove({ gradient, state, step }: OptimizerStep, numbers: AdamNumbers): AdamMove {
  const { beta1, beta2, epsilon } = numbers;
  const firstMoment = average(moment(state, 'firstMoment'), gradient, beta1);
  const secondMoment = average(moment(state, 'secondMoment'), tf.square(gradient), beta2);
  const correction = tf.sqrt(remembered(beta2, step));
  const root = tf.add(tf.sqrt(secondMoment), tf.mul(correction, epsilon));
  const rate = tf.div(correction, remembered(beta1, step));
  return {
    direction: tf.mul(tf.div(firstMoment, root), rate),
    state: { firstMoment, secondMoment },
  };
}

function moment(state: OptimizerStep['state'], name: (typeof adamMoments)[number]): Tensor1D {
  return required(state[name], `An optimizer lacks its vector "${name}".`);
}

function average(before: Tensor1D, now: Tensor1D, decay: number): Tensor1D {
  return tf.add(tf.mul(before, decay), tf.mul(now, 1 - decay));
}

/** 1 - decay^n. By expm1, since the difference would lose digits in float32 where decay is close to 1. */
function remembered(decay: number, step: OptimizerStep['step']) {
  return decay === 0 ? tf.onesLike(step) : tf.neg(tf.expm1(tf.mul(step, Math.log(decay))));
}
