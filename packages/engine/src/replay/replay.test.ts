import { type Tensor, type TensorRecord, tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ElementType, Graph, Value } from '../graph/graph.ts';
import type { Operation } from '../graph/operation.ts';
import { replay } from './replay.ts';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

/** A graph of one operation on inputs called 0, 1, ...; outputs have the shapes and the type given. */
function single(
  operation: Operation,
  inputs: readonly Tensor[],
  shapes: readonly (readonly number[])[],
  type: ElementType = 'float32',
): { readonly graph: Graph; readonly given: TensorRecord } {
  const values = inputs.map(
    (input, id): Value => ({ id, shape: input.shape, type: input.dtype as ElementType }),
  );
  const outputs = shapes.map((shape, index): Value => ({ id: inputs.length + index, shape, type }));
  const name = (value: Value, index: number) => ({ name: String(index), value });
  return {
    graph: {
      inputs: values.map(name),
      nodes: [{ operation, inputs: values, outputs, origin: 'test/single' }],
      outputs: outputs.map(name),
    },
    given: Object.fromEntries(inputs.map((input, index) => [String(index), input])),
  };
}

const matrix = (...rows: number[][]) => tf.tensor2d(rows);
const bools = (...values: number[]) => tf.tensor1d(values, 'bool');
const ints = (...values: number[]) => tf.tensor1d(values, 'int32');

interface Case {
  readonly operation: Operation;
  readonly inputs: () => readonly Tensor[];
  readonly expected: readonly unknown[];
  readonly type?: ElementType;
}

const three = () => [tf.tensor1d([1, 2, 3]), tf.tensor1d([3, 2, 1])];
const pair = () => [matrix([1, 2], [3, 4])];

const cases: readonly Case[] = [
  { operation: { kind: 'constant', values: Float32Array.of(1, 2) }, inputs: () => [], expected: [[1, 2]] },
  { operation: { kind: 'unary', name: 'square' }, inputs: three, expected: [[1, 4, 9]] },
  { operation: { kind: 'binary', name: 'subtract' }, inputs: three, expected: [[-2, 0, 2]] },
  { operation: { kind: 'binary', name: 'power' }, inputs: three, expected: [[1, 4, 3]] },
  { operation: { kind: 'compare', name: 'less' }, inputs: three, expected: [[1, 0, 0]], type: 'bool' },
  {
    operation: { kind: 'logical', name: 'and' },
    inputs: () => [bools(1, 1, 0), bools(1, 0, 0)],
    expected: [[1, 0, 0]],
    type: 'bool',
  },
  { operation: { kind: 'select' }, inputs: () => [bools(1, 0, 1), ...three()], expected: [[1, 2, 3]] },
  { operation: { kind: 'cast' }, inputs: () => [tf.tensor1d([1.5, -2])], expected: [[1, -2]], type: 'int32' },
  {
    operation: { kind: 'reduce', name: 'mean', axes: [0], keepDimensions: true },
    inputs: pair,
    expected: [[[2, 3]]],
  },
  {
    operation: { kind: 'reduce', name: 'product', axes: [1], keepDimensions: false },
    inputs: pair,
    expected: [[2, 12]],
  },
  {
    operation: { kind: 'matMul', transposeLeft: false, transposeRight: true },
    inputs: () => [...pair(), matrix([1, 0], [5, 1])],
    expected: [
      [
        [1, 7],
        [3, 19],
      ],
    ],
  },
  {
    operation: { kind: 'affine', transposeLeft: true, transposeRight: false },
    inputs: () => [...pair(), matrix([1], [0]), tf.tensor1d([10])],
    expected: [[[11], [12]]],
  },
  {
    operation: { kind: 'transpose', permutation: [1, 0] },
    inputs: pair,
    expected: [
      [
        [1, 3],
        [2, 4],
      ],
    ],
  },
  { operation: { kind: 'reshape' }, inputs: pair, expected: [[1, 2, 3, 4]] },
  {
    operation: { kind: 'broadcast' },
    inputs: () => [matrix([1, 2])],
    expected: [
      [
        [1, 2],
        [1, 2],
      ],
    ],
  },
  { operation: { kind: 'concat', axis: 1 }, inputs: () => [matrix([1]), matrix([2])], expected: [[[1, 2]]] },
  { operation: { kind: 'slice', begin: [0, 1], size: [2, 1] }, inputs: pair, expected: [[[2], [4]]] },
  {
    operation: { kind: 'split', axis: 0, sizes: [1, 2] },
    inputs: () => three().slice(0, 1),
    expected: [[1], [2, 3]],
  },
  {
    operation: { kind: 'pad', before: [1], after: [2], value: 7 },
    inputs: () => [tf.tensor1d([1])],
    expected: [[7, 1, 7, 7]],
  },
  {
    operation: { kind: 'gather', axis: 0 },
    inputs: () => [...pair(), ints(1, 1)],
    expected: [
      [
        [3, 4],
        [3, 4],
      ],
    ],
  },
  {
    operation: { kind: 'tile', repetitions: [2] },
    inputs: () => [tf.tensor1d([1, 2])],
    expected: [[1, 2, 1, 2]],
  },
  {
    operation: { kind: 'reverse', axes: [1] },
    inputs: pair,
    expected: [
      [
        [2, 1],
        [4, 3],
      ],
    ],
  },
  {
    operation: { kind: 'cumulativeSum', axis: 0, exclusive: true, reverse: true },
    inputs: () => [tf.tensor1d([1, 2, 3])],
    expected: [[5, 3, 0]],
  },
  {
    operation: { kind: 'softmax' },
    inputs: () => [matrix([4, 4], [0, 0])],
    expected: [
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ],
  },
  {
    operation: { kind: 'stopGradient' },
    inputs: pair,
    expected: [
      [
        [1, 2],
        [3, 4],
      ],
    ],
  },
  { operation: { kind: 'argMax', axis: 1 }, inputs: pair, expected: [[1, 1]], type: 'int32' },
  {
    operation: { kind: 'oneHot', depth: 2, onValue: 1, offValue: -1 },
    inputs: () => [ints(1, 0)],
    expected: [
      [
        [-1, 1],
        [1, -1],
      ],
    ],
  },
];

function shapeOf(nested: unknown): number[] {
  return Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0])] : [];
}

describe('replay runs', () => {
  test.each(cases)('$operation.kind $operation.name', ({ operation, inputs, expected, type = 'float32' }) => {
    const { graph, given } = single(operation, inputs(), expected.map(shapeOf), type);
    const outputs = Object.values(replay(graph, given));
    expect(outputs.map((output) => output.arraySync())).toEqual(expected);
    expect(outputs.map(({ dtype }) => dtype)).toEqual(expected.map(() => type));
  });
});

test('gradients flow from outputs to inputs', () => {
  const { graph, given } = single({ kind: 'unary', name: 'tanh' }, [tf.tensor1d([0.3, -0.5])], [[2]]);
  const gradient = tf.grad((x) => replay(graph, { '0': x })['0'] ?? x)(given['0'] ?? tf.scalar(0));
  // 1 / cosh^2, the derivative of tanh.
  [0.3, -0.5].forEach((x, index) => expect(gradient.dataSync()[index]).toBeCloseTo(Math.cosh(x) ** -2, 6));
});

test('a constant survives what is done to its tensor', () => {
  const values = Float32Array.of(1, 2);
  const { graph } = single({ kind: 'constant', values }, [], [[2]]);
  const first = replay(graph, {})['0'];
  first?.dataSync().fill(9);
  expect(replay(graph, {})['0']?.arraySync()).toEqual([1, 2]);
});

describe('replay refuses', () => {
  const { graph } = single({ kind: 'unary', name: 'tanh' }, [tf.tensor1d([1, 2])], [[2]]);

  test('a missing input', () => {
    expect(() => replay(graph, {})).toThrow('The graph needs an input "0".');
  });

  test('an input of another shape', () => {
    expect(() => replay(graph, { '0': tf.tensor1d([1]) })).toThrow(
      'Input "0" has the shape [1].\n  Expected: [2], for which the graph was recorded',
    );
  });

  test('an operation that fails, by name and origin', () => {
    const broken = single({ kind: 'reduce', name: 'sum', axes: [3], keepDimensions: false }, pair(), [[2]]);
    expect(() => replay(broken.graph, broken.given)).toThrow('reduce sum (test/single) failed: ');
  });
});
