import { stopGradient, tf } from '@highorder/core';
import { type FunctionCase, type FunctionRow, ofOneTensor, ofTwoTensors } from './function-case.ts';

const ofOne: readonly FunctionRow[] = [
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

const ofTwo: readonly FunctionRow[] = [
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

/** Functions of one tensor of any shape. */
export const unaryFunctions: readonly FunctionCase[] = ofOne.map((row) => ofOneTensor(row));

/** Functions of two tensors that broadcast. */
export const binaryFunctions: readonly FunctionCase[] = ofTwo.map(ofTwoTensors);
