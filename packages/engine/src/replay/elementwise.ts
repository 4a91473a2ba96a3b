import { type Tensor, tf } from '@highorder/core';
import type { BinaryName, CompareName, LogicalName, UnaryName } from '../graph/operation.ts';

type Unary = (x: Tensor) => Tensor;
type Binary = (left: Tensor, right: Tensor) => Tensor;

/** The ordinary operation behind each elementwise function of one tensor. */
export const unaryOperations: Readonly<Record<UnaryName, Unary>> = {
  abs: (x) => tf.abs(x),
  ceil: (x) => tf.ceil(x),
  cos: (x) => tf.cos(x),
  erf: (x) => tf.erf(x),
  exp: (x) => tf.exp(x),
  expm1: (x) => tf.expm1(x),
  floor: (x) => tf.floor(x),
  log: (x) => tf.log(x),
  log1p: (x) => tf.log1p(x),
  logicalNot: (x) => tf.logicalNot(x),
  neg: (x) => tf.neg(x),
  reciprocal: (x) => tf.reciprocal(x),
  relu: (x) => tf.relu(x),
  round: (x) => tf.round(x),
  rsqrt: (x) => tf.rsqrt(x),
  sigmoid: (x) => tf.sigmoid(x),
  sign: (x) => tf.sign(x),
  sin: (x) => tf.sin(x),
  softplus: (x) => tf.softplus(x),
  sqrt: (x) => tf.sqrt(x),
  square: (x) => tf.square(x),
  step: (x) => tf.step(x),
  tan: (x) => tf.tan(x),
  tanh: (x) => tf.tanh(x),
};

/** The ordinary operation behind each elementwise function of two tensors. */
export const binaryOperations: Readonly<Record<BinaryName, Binary>> = {
  add: (left, right) => tf.add(left, right),
  atan2: (left, right) => tf.atan2(left, right),
  divide: (left, right) => tf.div(left, right),
  floorDivide: (left, right) => tf.floorDiv(left, right),
  maximum: (left, right) => tf.maximum(left, right),
  minimum: (left, right) => tf.minimum(left, right),
  modulo: (left, right) => tf.mod(left, right),
  multiply: (left, right) => tf.mul(left, right),
  power: (left, right) => tf.pow(left, right),
  squaredDifference: (left, right) => tf.squaredDifference(left, right),
  subtract: (left, right) => tf.sub(left, right),
};

/** The ordinary operation behind each comparison. */
export const compareOperations: Readonly<Record<CompareName, Binary>> = {
  equal: (left, right) => tf.equal(left, right),
  greater: (left, right) => tf.greater(left, right),
  greaterEqual: (left, right) => tf.greaterEqual(left, right),
  less: (left, right) => tf.less(left, right),
  lessEqual: (left, right) => tf.lessEqual(left, right),
  notEqual: (left, right) => tf.notEqual(left, right),
};

/** The ordinary operation behind each logical function. */
export const logicalOperations: Readonly<Record<LogicalName, Binary>> = {
  and: (left, right) => tf.logicalAnd(left, right),
  or: (left, right) => tf.logicalOr(left, right),
};
