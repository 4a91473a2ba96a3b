import { stopGradient, type Tensor, tf } from '@highorder/core';
import type { Value } from '../graph/graph.ts';
import type { Operation, OperationKind, OperationOf, ReduceName } from '../graph/operation.ts';
import { binaryOperations, compareOperations, logicalOperations, unaryOperations } from './elementwise.ts';

/** The results of one operation: a tensor, or several for `split`. `output` is its first output in the graph. */
export type Rule<Of extends Operation> = (
  operation: Of,
  inputs: readonly Tensor[],
  output: Value,
) => Tensor | readonly Tensor[];

type Rules = { readonly [Kind in OperationKind]: Rule<OperationOf<Kind>> };

type Reduce = (x: Tensor, axes: number[], keepDimensions: boolean) => Tensor;

const reduceOperations: Readonly<Record<ReduceName, Reduce>> = {
  all: (x, axes, keepDimensions) => tf.all(x, axes, keepDimensions),
  any: (x, axes, keepDimensions) => tf.any(x, axes, keepDimensions),
  max: (x, axes, keepDimensions) => tf.max(x, axes, keepDimensions),
  mean: (x, axes, keepDimensions) => tf.mean(x, axes, keepDimensions),
  min: (x, axes, keepDimensions) => tf.min(x, axes, keepDimensions),
  product: (x, axes, keepDimensions) => tf.prod(x, axes, keepDimensions),
  sum: (x, axes, keepDimensions) => tf.sum(x, axes, keepDimensions),
};

/** Ordinary operations for every kind of node. */
const rules: Rules = {
  // Some backends keep the array they are given, and others write into it: each gets one of its own.
  constant: ({ values }, _, { shape, type }) => tf.tensor(values.slice(), [...shape], type),
  unary: ({ name }, inputs) => unaryOperations[name](at(inputs, 0)),
  binary: ({ name }, inputs) => binaryOperations[name](at(inputs, 0), at(inputs, 1)),
  compare: ({ name }, inputs) => compareOperations[name](at(inputs, 0), at(inputs, 1)),
  logical: ({ name }, inputs) => logicalOperations[name](at(inputs, 0), at(inputs, 1)),
  select: (_, inputs) => tf.where(at(inputs, 0), at(inputs, 1), at(inputs, 2)),
  cast: (_, inputs, { type }) => tf.cast(at(inputs, 0), type),
  reduce: ({ name, axes, keepDimensions }, inputs) =>
    reduceOperations[name](at(inputs, 0), [...axes], keepDimensions),
  matMul: (operation, inputs) => product(operation, inputs),
  affine: (operation, inputs) => tf.add(product(operation, inputs), at(inputs, 2)),
  transpose: ({ permutation }, inputs) => tf.transpose(at(inputs, 0), [...permutation]),
  reshape: (_, inputs, { shape }) => tf.reshape(at(inputs, 0), [...shape]),
  broadcast: (_, inputs, { shape }) => tf.broadcastTo(at(inputs, 0), [...shape]),
  concat: ({ axis }, inputs) => tf.concat([...inputs], axis),
  slice: ({ begin, size }, inputs) => tf.slice(at(inputs, 0), [...begin], [...size]),
  split: ({ axis, sizes }, inputs) => tf.split(at(inputs, 0), [...sizes], axis),
  pad: ({ before, after, value }, inputs) =>
    tf.pad(
      at(inputs, 0),
      before.map((count, axis): [number, number] => [count, after[axis] ?? 0]),
      value,
    ),
  gather: ({ axis }, inputs) => tf.gather(at(inputs, 0), at(inputs, 1), axis),
  tile: ({ repetitions }, inputs) => tf.tile(at(inputs, 0), [...repetitions]),
  reverse: ({ axes }, inputs) => tf.reverse(at(inputs, 0), [...axes]),
  cumulativeSum: ({ axis, exclusive, reverse }, inputs) => tf.cumsum(at(inputs, 0), axis, exclusive, reverse),
  softmax: (_, inputs) => tf.softmax(at(inputs, 0)),
  stopGradient: (_, inputs) => stopGradient(() => at(inputs, 0)),
  argMax: ({ axis }, inputs) => tf.argMax(at(inputs, 0), axis),
  oneHot: ({ depth, onValue, offValue }, inputs, { type }) =>
    tf.oneHot(at(inputs, 0), depth, onValue, offValue, type),
};

/** The results of one operation, by ordinary operations on the selected backend. Gradients flow. */
export function runOperation(
  operation: Operation,
  inputs: readonly Tensor[],
  output: Value,
): readonly Tensor[] {
  // The rule under an operation's own kind takes that operation; the type system cannot follow the pairing.
  const rule = rules[operation.kind] as Rule<Operation>;
  const results = rule(operation, inputs, output);
  return results instanceof tf.Tensor ? [results] : results;
}

function product(
  { transposeLeft, transposeRight }: { readonly transposeLeft: boolean; readonly transposeRight: boolean },
  inputs: readonly Tensor[],
): Tensor {
  return tf.matMul(at(inputs, 0), at(inputs, 1), transposeLeft, transposeRight);
}

function at(inputs: readonly Tensor[], index: number): Tensor {
  const found = inputs[index];
  if (found === undefined) throw new Error(`An operation lacks its input ${index}.`);
  return found;
}
