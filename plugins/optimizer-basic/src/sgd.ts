import {
  definePlugin,
  InputError,
  type OptimizerResult,
  type OptimizerStep,
  required,
  type Tensor1D,
  tf,
} from '@highorder/core';
import { z } from 'zod';
import { learningRateOption } from './learning-rate-option.ts';

/**
 * Gradient descent with momentum, in PyTorch's form:
 *
 *   v <- momentum v + g,   parameters <- parameters - rate * v          (heavy ball)
 *                          parameters <- parameters - rate * (g + momentum v)   (Nesterov)
 *
 * Source: Sutskever et al., On the importance of initialization and momentum in deep learning, ICML 2013.
 */
export default definePlugin({
  kind: 'optimizer',
  name: 'sgd',
  summary: 'Gradient descent, with momentum where wanted.',
  cite: ['sutskever2013importance'],
  options: z.strictObject({
    learningRate: learningRateOption(0.03),
    momentum: z.number().min(0).lt(1).default(0).describe('Part of the last move that goes into the next.'),
    nesterov: z
      .boolean()
      .default(false)
      .describe('Whether the gradient is taken as if the momentum had moved on.'),
  }),
  create({ learningRate, momentum, nesterov }) {
    requireMomentum(momentum, nesterov);
    return momentum === 0
      ? { learningRate, moments: [], update: plainStep }
      : { learningRate, moments: ['velocity'], update: (step) => momentumStep(step, momentum, nesterov) };
  },
});

function plainStep({ parameters, gradient, learningRate }: OptimizerStep): OptimizerResult {
  return { parameters: tf.sub(parameters, tf.mul(learningRate, gradient)), state: {} };
}

function momentumStep(step: OptimizerStep, momentum: number, nesterov: boolean): OptimizerResult {
  const { parameters, gradient, state, learningRate } = step;
  const before = required(state['velocity'], 'An optimizer lacks its vector "velocity".');
  const velocity: Tensor1D = tf.add(tf.mul(before, momentum), gradient);
  const move = nesterov ? tf.add(gradient, tf.mul(velocity, momentum)) : velocity;
  return { parameters: tf.sub(parameters, tf.mul(learningRate, move)), state: { velocity } };
}

function requireMomentum(momentum: number, nesterov: boolean): void {
  if (!nesterov || momentum > 0) return;
  throw new InputError({
    where: 'optimizer sgd',
    message: '`nesterov: true` needs a momentum, and it is 0.',
    expected: 'a momentum above 0, such as 0.9',
    fix: 'Set `momentum`, or drop `nesterov`.',
  });
}
