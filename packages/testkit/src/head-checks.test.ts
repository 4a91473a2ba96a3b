import { type OrderHead, type Tensor2D, tf, uniformParameter } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  checkHeadFacts,
  checkHeadGradient,
  checkInitialValues,
  checkOutputShapes,
  checkParametersUsed,
  checkRowsApart,
  checkSees,
} from './head-checks.ts';
import { prepareTensors } from './prepare-tensors.ts';

beforeAll(prepareTensors);

/** u_2 = tanh(x W) + t + d + lower: sound. */
const sound: OrderHead = {
  orders: [2],
  sees: ['x', 't', 'd', 'lower'],
  parameters: (dimension) => [uniformParameter('weight', [dimension, dimension], 1)],
  predict: ({ weight }, { x, t, d, lower: [first] }) => [
    tf.addN([tf.tanh(tf.matMul(x, weight as Tensor2D)), tf.mul(t, x), tf.mul(d, x), first as Tensor2D]),
  ],
};

const checks = [
  checkHeadFacts,
  checkInitialValues,
  checkOutputShapes,
  checkRowsApart,
  checkSees,
  checkParametersUsed,
  checkHeadGradient,
];

test('a sound head passes every check', () => {
  for (const check of checks) check(sound, 2);
});

describe('a wrong head fails, and the message says why', () => {
  const weight = (dimension: number) => uniformParameter('weight', [dimension, dimension], 1);
  const wrong: readonly [string, (head: OrderHead, dimension: number) => void, Partial<OrderHead>, RegExp][] =
    [
      ['orders descend', checkHeadFacts, { orders: [2, 1] }, /Orders \[2, 1\] do not ascend/],
      ['order 1 sees lower', checkHeadFacts, { orders: [1] }, /claims to see "lower"/],
      [
        'too few first values',
        checkInitialValues,
        { parameters: () => [{ name: 'weight', shape: [2, 2], initial: () => new Float64Array(3) }] },
        /weight: 3 first values for 4 places/,
      ],
      [
        'first values ignore the seed',
        checkInitialValues,
        { parameters: () => [{ name: 'weight', shape: [2], initial: () => Float64Array.of(1, 2) }] },
        /Two seeds give the same first values/,
      ],
      ['one output too many', checkOutputShapes, { predict: (_, { x }) => [x, x] }, /2 outputs for 1 orders/],
      [
        'a column instead of points',
        checkOutputShapes,
        { predict: (_, { t }) => [t] },
        /order 2 has shape \[6, 1\], expected \[6, 2\]/,
      ],
      [
        'not finite at t = 0',
        checkOutputShapes,
        { predict: (_, { x, t }) => [tf.div<Tensor2D>(x, t)] },
        /t = d = 0: the output of order 2 is (-?Infinity|NaN)/,
      ],
      [
        'rows mix',
        checkRowsApart,
        { predict: (_, { x }) => [tf.sub<Tensor2D>(x, tf.mean(x, 0))] },
        /row 0 alone against the batch/,
      ],
      [
        'sees more than it says',
        checkSees,
        { sees: ['x', 'd', 'lower'] },
        /depends on t, which `sees` lacks/,
      ],
      [
        'sees less than it says',
        checkSees,
        { predict: (_, { x, t, d }) => [tf.addN<Tensor2D>([x, tf.mul(t, x), tf.mul(d, x)])] },
        /does not depend on lower \(order 1\)/,
      ],
      [
        'reads what it does not declare',
        checkParametersUsed,
        { predict: ({ bias }, { x }) => [tf.add<Tensor2D>(x, bias as Tensor2D)] },
        /reads the parameter "bias", which it does not declare/,
      ],
      [
        'declares what it does not read',
        checkParametersUsed,
        { parameters: (dimension) => [weight(dimension), uniformParameter('idle', [2], 1)] },
        /declares the parameter "idle" and does not read it/,
      ],
      [
        'a gradient is cut',
        checkHeadGradient,
        {
          predict: ({ weight: w }, { x }) => {
            const held = tf.customGrad((input) => ({
              value: tf.tanh(input as Tensor2D),
              gradFunc: (dy) => tf.mul(dy, 0.5),
            }));
            return [held(tf.matMul(x, w as Tensor2D)) as Tensor2D];
          },
        },
        /order 2: the gradient to weight along its gradient is/,
      ],
    ];
  test.each(wrong)('%s', (_, check, change, message) => {
    expect(() => check({ ...sound, ...change }, 2)).toThrow(message);
  });
});
