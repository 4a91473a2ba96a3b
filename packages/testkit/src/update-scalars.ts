import { type Optimizer, type OptimizerStep, type OptimizerUpdate, tf } from '@highorder/core';

/** What the host tells an optimizer of an update, as the training loop does it. */
export function updateScalars(
  optimizer: Pick<Optimizer, 'numbers'>,
  update: OptimizerUpdate,
): Pick<OptimizerStep, 'learningRate' | 'numbers' | 'step'> {
  const numbers = Object.entries(optimizer.numbers?.(update) ?? {});
  return {
    learningRate: tf.scalar(update.learningRate),
    step: tf.scalar(update.step),
    numbers: Object.fromEntries(numbers.map(([name, value]) => [name, tf.scalar(value)])),
  };
}
