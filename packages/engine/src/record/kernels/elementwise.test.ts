import { stopGradient, type Tensor, tf } from '@highorder/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectSameAsEager, filled, fittingShapes, shapes } from '../../testing/same-as-eager.ts';
import { recordedKernels } from './index.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

interface UnaryCase {
  readonly name: string;
  readonly compute: (x: Tensor) => Tensor;
  /** Where the function is defined; -2.3 to 2.1 where left out. */
  readonly from?: number;
  readonly to?: number;
  readonly gradient?: boolean;
}

const unaryCases: readonly UnaryCase[] = [
  { name: 'abs', compute: tf.abs },
  { name: 'ceil', compute: tf.ceil },
  { name: 'cos', compute: tf.cos },
  { name: 'erf', compute: tf.erf },
  { name: 'exp', compute: tf.exp },
  { name: 'expm1', compute: tf.expm1 },
  { name: 'floor', compute: tf.floor },
  { name: 'log', compute: tf.log, from: 0.1, to: 5 },
  { name: 'log1p', compute: tf.log1p, from: -0.9, to: 5 },
  { name: 'logicalNot', compute: (x) => tf.logicalNot(tf.greater(x, 0)), gradient: false },
  { name: 'neg', compute: tf.neg },
  { name: 'reciprocal', compute: tf.reciprocal, from: 0.2, to: 3 },
  { name: 'relu', compute: tf.relu },
  { name: 'relu6', compute: tf.relu6, from: -5, to: 11 },
  { name: 'round', compute: tf.round },
  { name: 'rsqrt', compute: tf.rsqrt, from: 0.2, to: 3 },
  { name: 'sigmoid', compute: tf.sigmoid },
  { name: 'sign', compute: tf.sign },
  { name: 'sin', compute: tf.sin },
  { name: 'softplus', compute: tf.softplus },
  { name: 'sqrt', compute: tf.sqrt, from: 0.1, to: 5 },
  { name: 'square', compute: tf.square },
  { name: 'step', compute: (x) => tf.step(x) },
  { name: 'step with a slope', compute: (x) => tf.step(x, 0.25) },
  { name: 'tan', compute: tf.tan, from: -1, to: 1 },
  { name: 'tanh', compute: tf.tanh },
  { name: 'elu', compute: tf.elu },
  { name: 'selu', compute: tf.selu },
  { name: 'leakyRelu', compute: (x) => tf.leakyRelu(x, 0.3) },
  { name: 'clipByValue', compute: (x) => tf.clipByValue(x, -1.05, 0.77) },
  { name: 'asin', compute: tf.asin, from: -0.9, to: 0.9 },
  { name: 'acos', compute: tf.acos, from: -0.9, to: 0.9 },
  { name: 'atan', compute: tf.atan },
  { name: 'sinh', compute: tf.sinh },
  { name: 'cosh', compute: tf.cosh },
  { name: 'asinh', compute: tf.asinh },
  { name: 'acosh', compute: tf.acosh, from: 1.1, to: 4 },
  { name: 'atanh', compute: tf.atanh, from: -0.9, to: 0.9 },
  { name: 'isNaN', compute: (x) => tf.isNaN(tf.log(x)), gradient: false },
  { name: 'isInf', compute: (x) => tf.isInf(tf.div(1, tf.relu(x))), gradient: false },
  { name: 'isFinite', compute: (x) => tf.isFinite(tf.div(1, tf.relu(x))), gradient: false },
  { name: 'cast to whole numbers', compute: (x) => tf.cast(x, 'int32'), gradient: false },
  { name: 'a root of whole numbers', compute: (x) => tf.square(tf.cast(x, 'int32')), gradient: false },
  { name: 'gelu', compute: (x) => tf.mul(x, tf.mul(0.5, tf.add(1, tf.erf(tf.div(x, Math.SQRT2))))) },
  { name: 'silu', compute: (x) => tf.mul(x, tf.sigmoid(x)) },
  { name: 'onesLike and zerosLike', compute: (x) => tf.add(tf.mul(x, tf.onesLike(x)), tf.zerosLike(x)) },
];

test.each(unaryCases)('$name', ({ compute, from = -2.3, to = 2.1, gradient = true }) => {
  let compared = 0;
  fc.assert(
    fc.property(shapes(), fc.nat(50), (shape, seed) => {
      if (expectSameAsEager((x) => compute(x), [filled(shape, from, to, seed)], { gradient })) compared += 1;
    }),
    { numRuns: 6, seed: 1 },
  );
  expect(compared).toBeGreaterThan(2);
});

interface BinaryCase {
  readonly name: string;
  readonly compute: (left: Tensor, right: Tensor) => Tensor;
  readonly gradient?: boolean;
}

const binaryCases: readonly BinaryCase[] = [
  { name: 'add', compute: tf.add },
  { name: 'atan2', compute: tf.atan2 },
  { name: 'div', compute: tf.div },
  { name: 'floorDiv', compute: tf.floorDiv, gradient: false },
  { name: 'maximum', compute: tf.maximum },
  { name: 'minimum', compute: tf.minimum },
  { name: 'mod', compute: tf.mod },
  { name: 'mod of negatives', compute: (left, right) => tf.mod(tf.neg(left), right), gradient: false },
  { name: 'mul', compute: tf.mul },
  { name: 'pow', compute: tf.pow },
  { name: 'squaredDifference', compute: tf.squaredDifference },
  { name: 'sub', compute: tf.sub },
  { name: 'prelu', compute: (left, right) => tf.prelu(tf.sub(left, 1), right) },
  { name: 'equal', compute: (left, right) => tf.equal(tf.floor(left), tf.floor(right)), gradient: false },
  {
    name: 'notEqual',
    compute: (left, right) => tf.notEqual(tf.floor(left), tf.floor(right)),
    gradient: false,
  },
  { name: 'greater', compute: tf.greater, gradient: false },
  { name: 'greaterEqual', compute: tf.greaterEqual, gradient: false },
  { name: 'less', compute: tf.less, gradient: false },
  { name: 'lessEqual', compute: tf.lessEqual, gradient: false },
  {
    name: 'and',
    compute: (left, right) => tf.logicalAnd(tf.less(left, 1), tf.less(right, 1)),
    gradient: false,
  },
  {
    name: 'or',
    compute: (left, right) => tf.logicalOr(tf.less(left, 1), tf.less(right, 1)),
    gradient: false,
  },
  {
    name: 'xor',
    compute: (left, right) => tf.logicalXor(tf.less(left, 1), tf.less(right, 1)),
    gradient: false,
  },
  {
    name: 'where',
    compute: (left, right) =>
      tf.where(
        stopGradient(() => tf.less(left, right)),
        left,
        tf.square(right),
      ),
  },
  { name: 'mixed types', compute: (left, right) => tf.mul(tf.cast(left, 'int32'), right), gradient: false },
];

test.each(binaryCases)('$name, broadcast', ({ compute, gradient = true }) => {
  let compared = 0;
  fc.assert(
    fc.property(fittingShapes, fc.nat(50), ([left, right], seed) => {
      const inputs = [filled(left, 0.3, 2.6, seed), filled(right, 0.4, 2.4, seed + 1)];
      // The gradient of mod is a floor: it steps.
      if (expectSameAsEager((one, other) => compute(one, other), inputs, { gradient })) compared += 1;
    }),
    { numRuns: 12, seed: 2 },
  );
  expect(compared).toBeGreaterThan(2);
});

describe('lists', () => {
  test('addN', () => {
    const x = filled([2, 3], -1, 1);
    expectSameAsEager((one, two) => tf.addN([one, two, tf.mul(one, 3)]), [x, filled([2, 3], 0, 1)]);
    expectSameAsEager((one) => tf.addN([one]), [x]);
  });

  test('nothing of a table is forgotten', () => {
    expect(Object.keys(recordedKernels).length).toBeGreaterThan(95);
  });
});
