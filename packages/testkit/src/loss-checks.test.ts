import {
  type LossTerm,
  stopGradient,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tf,
  type TrainingStep,
} from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { exampleTimes } from './example-training.ts';
import {
  checkColumns,
  checkLossFacts,
  checkLossGradient,
  checkLossValues,
  checkMissingOrder,
  checkTargetMaker,
  type LossExamination,
} from './loss-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';
import { checkWholePointsOfLoss } from './whole-points.ts';

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

const checks = [
  checkLossFacts,
  checkColumns,
  checkLossValues,
  checkMissingOrder,
  checkLossGradient,
  checkTargetMaker,
];

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

/** Two half steps of Euler as the target of one, each by the flow that is named. */
const halves = (first: 'flow' | 'teacher', second: 'flow' | 'teacher'): LossTerm => ({
  ...sound,
  rows: { name: 'bootstrap', times: exampleTimes },
  evaluate: (step) => {
    const half: Tensor2D = tf.div(step.at.d, 2);
    const end = stopGradient(() => {
      const from = { ...step.at, d: half };
      const x: Tensor2D = tf.add(from.x, tf.mul(half, step[first].at(from).order(1)));
      const middle = { x, t: tf.add<Tensor2D>(from.t, half), d: half };
      return tf.add<Tensor2D>(x, tf.mul(half, step[second].at(middle).order(1)));
    });
    return squares(tf.sub(tf.add(step.at.x, tf.mul(step.at.d, step.predicted.order(1))), end));
  },
});

/** The material derivative of a flow as the target of u_2. */
const material = (by: 'flow' | 'teacher'): LossTerm => ({
  ...sound,
  orders: [1, 2],
  evaluate: (step) => {
    const target = stopGradient(() => step.material(step[by], step.at, 2)[1] as Tensor2D);
    return squares(tf.sub(step.predicted.order(2), target));
  },
});

describe('points carry the condition of their rows', () => {
  test('however a term asks the flow', () => {
    checkWholePointsOfLoss(sound);
    checkWholePointsOfLoss(material('flow'));
  });

  test.each<[string, LossTerm['evaluate']]>([
    [
      'a point that is built anew',
      ({ teacher, at: { x, t, d } }) => squares(teacher.at({ x, t, d }).order(1)),
    ],
    [
      'one that a step begins at',
      ({ advance, flow, at: { x, t, d } }) => squares(advance(flow, { x, t, d })),
    ],
    [
      'one that is differentiated at',
      ({ material: along, flow, at: { x, t, d } }) => squares(along(flow, { x, t, d }, 2)[1] as Tensor2D),
    ],
  ])('%s is refused', (_, evaluate) => {
    expect(() => checkWholePointsOfLoss({ ...sound, evaluate })).toThrow('pass on all of a point');
  });
});

describe('extend "loss contract": a target is made by the flow that should make it', () => {
  test('it passes where it is', () => {
    checkTargetMaker(halves('flow', 'flow'));
    checkTargetMaker(halves('teacher', 'teacher'), { targets: 'teacher' });
    checkTargetMaker(halves('flow', 'teacher'), { targets: 'both' });
    checkTargetMaker(material('flow'));
  });

  test.each<[string, LossTerm, LossExamination, string]>([
    [
      'the second half step by the student',
      halves('teacher', 'flow'),
      { targets: 'teacher' },
      'some part of them asks the flow in training',
    ],
    [
      'both by the student',
      halves('flow', 'flow'),
      { targets: 'teacher' },
      'another teacher changes nothing',
    ],
    ['a material target by the teacher', material('teacher'), {}, 'should be made by the flow in training'],
    ['half by the teacher', halves('flow', 'teacher'), {}, 'should be made by the flow in training'],
  ])('it fails with %s', (_, term, examination, message) => {
    expect(() => checkTargetMaker(term, examination)).toThrow(message);
  });
});

function halved(value: Tensor): Tensor {
  return tf.customGrad((input) => ({
    value: tf.clone(input as Tensor),
    gradFunc: (dy: Tensor) => tf.mul(dy, 0.5),
  }))(value);
}
