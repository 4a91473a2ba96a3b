import { type OptimizerStep, required, type Scalar, type TensorRecord } from '@highorder/core';
import type { Experiment } from '@highorder/runtime';
import type { Model } from './model.ts';
import { scalarNames } from './step-names.ts';

/** The scalars that the host gives to update `step` (0 for the first), by the names of a step's inputs. */
export function stepScalars({ experiment }: Model, step: number): Readonly<Record<string, number>> {
  const { optimizer, training } = experiment;
  const update = { step: step + 1, learningRate: optimizer.learningRate.at(step, training.steps) };
  const numbers = Object.entries(optimizer.numbers?.(update) ?? {});
  return {
    [scalarNames.learningRate]: update.learningRate,
    [scalarNames.step]: update.step,
    ...averageNumbers(training, step),
    ...Object.fromEntries(numbers.map(([name, value]) => [scalarNames.number(name), value])),
  };
}

/**
 * 1 - decay of the moving average at update `step`, where the decay warms up: min(average, (1 + n) / (10 + n)) after n
 * updates. Source: `tf.train.ExponentialMovingAverage` with `num_updates`.
 */
function averageNumbers(
  { average, averageWarmup }: Experiment['training'],
  step: number,
): Readonly<Record<string, number>> {
  if (average === null || !averageWarmup) return {};
  return { [scalarNames.averageShare]: Math.max(1 - average, 9 / (10 + step)) };
}

/** The share of the new parameters in an average whose decay warms up. */
export function averageShare(inputs: TensorRecord): Scalar {
  return required(inputs[scalarNames.averageShare], 'An average that warms up has a share.') as Scalar;
}

/** What an optimizer is told of an update, out of the inputs of a step. */
export function updateScalars(
  inputs: TensorRecord,
): Pick<OptimizerStep, 'learningRate' | 'numbers' | 'step'> {
  const prefix = scalarNames.number('');
  const numbers = Object.entries(inputs).filter(([name]) => name.startsWith(prefix));
  return {
    learningRate: required(inputs[scalarNames.learningRate], 'A step has a learning rate.') as Scalar,
    step: required(inputs[scalarNames.step], 'A step has a number.') as Scalar,
    numbers: Object.fromEntries(numbers.map(([name, value]) => [name.slice(prefix.length), value as Scalar])),
  };
}
