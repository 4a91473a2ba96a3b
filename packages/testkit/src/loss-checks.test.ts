import { type LossTerm, type Tensor, type Tensor1D, tf, type TrainingStep } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { exampleTimes } from './example-training.ts';
import {
  checkColumns,
  checkLossFacts,
  checkLossGradient,
  checkLossValues,
  checkMissingOrder,
  type LossExamination,
} from './loss-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

beforeAll(prepareTensors);

const squares = (value: Tensor): Tensor1D => tf.sum(tf.square(value), 1);

/** |u_1 - x1|^2: sound, if not useful. */
const sound: LossTerm = {
  name: 'toward-data',
  orders: [1],
  rows: { name: 'matching', times: exampleTimes },
  defaultWeight: 1,
  prepare: ({ dimension, x1 }) => ({ data: { width: dimension, values: x1 } }),
  evaluate: ({ predicted, columns }) => squares(tf.sub(predicted.order(1), columns['data'] as Tensor)),
};

const checks = [checkLossFacts, checkColumns, checkLossValues, checkMissingOrder, checkLossGradient];

test('a sound loss passes every check', () => {
  for (const check of checks) check(sound);
});

describe('a wrong loss fails, and the message says why', () => {
  type Check = (term: LossTerm, examination?: LossExamination) => void;
  const column = (values: Float64Array, width: number) => () => ({ data: { width, values } });
  const wrong: readonly [string, Check, Partial<LossTerm>, RegExp][] = [
    ['no weight', checkLossFacts, { defaultWeight: Number.NaN }, /The default weight is NaN/],
    [
      'a share above 1',
      checkLossFacts,
      { rows: { ...sound.rows, share: 2 } },
      /A share of 2 is not in \(0, 1\]/,
    ],
    [
      'a column too short',
      checkColumns,
      { prepare: column(new Float64Array(3), 2) },
      /straight path, no clock: column "data" holds 3 numbers, expected 12 rows of 2/,
    ],
    [
      'infinite at the data end',
      checkColumns,
      { prepare: ({ t }) => ({ data: { width: 1, values: t.map((time) => 1 / (1 - time)) } }) },
      /column "data" holds Infinity/,
    ],
    [
      'changes its rows',
      checkColumns,
      { prepare: ({ x1 }) => ({ data: { width: 2, values: x1.fill(0) } }) },
      /`prepare` changes x1 of its rows/,
    ],
    [
      'random columns',
      checkColumns,
      { prepare: ({ x1 }) => ({ data: { width: 2, values: x1.map(() => Math.random()) } }) },
      /column "data" differs when made again/,
    ],
    [
      'averages over rows',
      checkLossValues,
      { evaluate: ({ predicted }) => tf.mean<Tensor1D>(predicted.order(1)) },
      /the loss has shape \[\], expected \[12\]/,
    ],
    [
      'divides by t',
      checkLossValues,
      { evaluate: ({ predicted, at }) => squares(tf.div(predicted.order(1), at.t)) },
      /the loss of a row is (Infinity|NaN)/,
    ],
    [
      'says it needs what it does not ask for',
      checkMissingOrder,
      { orders: [1, 2] },
      /It needs order 2 and does not complain/,
    ],
    [
      'a gradient of half the size',
      checkLossGradient,
      { evaluate: (step) => squares(halved(step.predicted.order(1))) },
      /loss: the gradient to parameters along its gradient/,
    ],
    [
      'gradients into the teacher',
      checkLossGradient,
      {
        evaluate: ({ predicted, teacher, at }: TrainingStep) =>
          squares(tf.sub(predicted.order(1), teacher.at(at).order(1))),
      },
      /Gradients flow into the teacher/,
    ],
    [
      'trains nothing',
      checkLossGradient,
      { evaluate: ({ at }) => squares(at.x) },
      /No gradient flows into the flow/,
    ],
  ];
  test.each(wrong)('%s', (_, check, change, message) => {
    expect(() => check({ ...sound, ...change })).toThrow(message);
  });
});

function halved(value: Tensor): Tensor {
  return tf.customGrad((input) => ({
    value: tf.clone(input as Tensor),
    gradFunc: (dy: Tensor) => tf.mul(dy, 0.5),
  }))(value);
}
