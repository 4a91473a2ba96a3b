import { describe, expect, test } from 'vitest';
import { broadcastShapes } from './broadcast-shapes.ts';
import type { ElementType } from './graph.ts';
import { inferOutputs } from './infer-outputs.ts';
import type { TensorType } from './tensor-type.ts';
import type { Operation } from './operation.ts';

const float = (...shape: number[]): TensorType => ({ shape, type: 'float32' });
const of = (type: ElementType, ...shape: number[]): TensorType => ({ shape, type });

interface Case {
  readonly name: string;
  readonly operation: Operation;
  readonly inputs: readonly TensorType[];
  readonly wanted?: TensorType;
  readonly outputs: readonly TensorType[];
}

const plain = { transposeLeft: false, transposeRight: false };

const cases: readonly Case[] = [
  {
    name: 'constant',
    operation: { kind: 'constant', values: Int32Array.of(1, 2) },
    inputs: [],
    wanted: of('int32', 2),
    outputs: [of('int32', 2)],
  },
  {
    name: 'unary',
    operation: { kind: 'unary', name: 'neg' },
    inputs: [of('int32', 2)],
    outputs: [of('int32', 2)],
  },
  {
    name: 'stop of gradients',
    operation: { kind: 'stopGradient' },
    inputs: [of('bool', 2)],
    outputs: [of('bool', 2)],
  },
  {
    name: 'binary',
    operation: { kind: 'binary', name: 'add' },
    inputs: [float(4, 1), float(3)],
    outputs: [float(4, 3)],
  },
  {
    name: 'compare',
    operation: { kind: 'compare', name: 'less' },
    inputs: [float(2), float()],
    outputs: [of('bool', 2)],
  },
  {
    name: 'logical',
    operation: { kind: 'logical', name: 'or' },
    inputs: [of('bool', 2), of('bool')],
    outputs: [of('bool', 2)],
  },
  {
    name: 'select',
    operation: { kind: 'select' },
    inputs: [of('bool', 2, 1), float(3), float()],
    outputs: [float(2, 3)],
  },
  {
    name: 'cast',
    operation: { kind: 'cast' },
    inputs: [float(2)],
    wanted: of('bool', 2),
    outputs: [of('bool', 2)],
  },
  {
    name: 'sum',
    operation: { kind: 'reduce', name: 'sum', axes: [0, 2], keepDimensions: false },
    inputs: [float(2, 3, 4)],
    outputs: [float(3)],
  },
  {
    name: 'mean, axes kept',
    operation: { kind: 'reduce', name: 'mean', axes: [1], keepDimensions: true },
    inputs: [of('int32', 2, 3)],
    outputs: [float(2, 1)],
  },
  {
    name: 'any',
    operation: { kind: 'reduce', name: 'any', axes: [0], keepDimensions: false },
    inputs: [of('bool', 2)],
    outputs: [of('bool')],
  },
  {
    name: 'matMul',
    operation: { kind: 'matMul', ...plain },
    inputs: [float(5, 1, 2, 3), float(1, 4, 3, 6)],
    outputs: [float(5, 4, 2, 6)],
  },
  {
    name: 'matMul, transposed',
    operation: { kind: 'matMul', transposeLeft: true, transposeRight: true },
    inputs: [float(3, 2), float(6, 3)],
    outputs: [float(2, 6)],
  },
  {
    name: 'affine',
    operation: { kind: 'affine', ...plain },
    inputs: [float(2, 3), float(3, 6), float(6)],
    outputs: [float(2, 6)],
  },
  {
    name: 'transpose',
    operation: { kind: 'transpose', permutation: [2, 0, 1] },
    inputs: [float(2, 3, 4)],
    outputs: [float(4, 2, 3)],
  },
  {
    name: 'reshape',
    operation: { kind: 'reshape' },
    inputs: [float(2, 3)],
    wanted: float(6),
    outputs: [float(6)],
  },
  {
    name: 'broadcast',
    operation: { kind: 'broadcast' },
    inputs: [float(3, 1)],
    wanted: float(2, 3, 4),
    outputs: [float(2, 3, 4)],
  },
  {
    name: 'concat',
    operation: { kind: 'concat', axis: 1 },
    inputs: [float(2, 3), float(2, 1)],
    outputs: [float(2, 4)],
  },
  {
    name: 'slice',
    operation: { kind: 'slice', begin: [1, 0], size: [1, 2] },
    inputs: [float(2, 3)],
    outputs: [float(1, 2)],
  },
  {
    name: 'split',
    operation: { kind: 'split', axis: 0, sizes: [2, 3] },
    inputs: [float(5, 2)],
    outputs: [float(2, 2), float(3, 2)],
  },
  {
    name: 'pad',
    operation: { kind: 'pad', before: [1, 0], after: [0, 2], value: 0 },
    inputs: [float(2, 3)],
    outputs: [float(3, 5)],
  },
  {
    name: 'gather',
    operation: { kind: 'gather', axis: 1 },
    inputs: [float(2, 3, 4), of('int32', 5, 6)],
    outputs: [float(2, 5, 6, 4)],
  },
  {
    name: 'tile',
    operation: { kind: 'tile', repetitions: [2, 3] },
    inputs: [float(2, 3)],
    outputs: [float(4, 9)],
  },
  {
    name: 'reverse',
    operation: { kind: 'reverse', axes: [0] },
    inputs: [float(2, 3)],
    outputs: [float(2, 3)],
  },
  {
    name: 'cumulativeSum',
    operation: { kind: 'cumulativeSum', axis: 0, exclusive: false, reverse: false },
    inputs: [float(2)],
    outputs: [float(2)],
  },
  { name: 'softmax', operation: { kind: 'softmax' }, inputs: [float(2, 3)], outputs: [float(2, 3)] },
  {
    name: 'argMax',
    operation: { kind: 'argMax', axis: 0 },
    inputs: [float(2, 3)],
    outputs: [of('int32', 3)],
  },
  {
    name: 'oneHot',
    operation: { kind: 'oneHot', depth: 4, onValue: 1, offValue: 0 },
    inputs: [of('int32', 2)],
    outputs: [float(2, 4)],
  },
];

test.each(cases)('$name', ({ operation, inputs, wanted, outputs }) => {
  expect(inferOutputs(operation, inputs, wanted)).toEqual(outputs);
});

describe('what does not fit is refused', () => {
  test.each([
    [
      'shapes',
      { kind: 'binary', name: 'add' },
      [float(2), float(3)],
      'Tensors of the shapes [2] and [3] do not fit together.',
    ],
    [
      'types',
      { kind: 'binary', name: 'add' },
      [float(2), of('int32', 2)],
      'Tensors of the types float32 and int32 do not go together.',
    ],
    [
      'matrices',
      { kind: 'matMul', ...plain },
      [float(2, 3), float(2, 3)],
      'Matrices of the shapes [2,3] and [2,3] have no product.',
    ],
    [
      'a slice',
      { kind: 'slice', begin: [1], size: [2] },
      [float(2)],
      '[1] to [2] more lies outside of the shape [2].',
    ],
    [
      'a split',
      { kind: 'split', axis: 0, sizes: [1, 2] },
      [float(2)],
      'Lengths of [1,2] do not make up axis 0 of [2].',
    ],
    ['an axis', { kind: 'concat', axis: 2 }, [float(2)], 'There is no axis 2 in [2].'],
  ] as const)('%s', (_, operation, inputs, message) => {
    expect(() => inferOutputs(operation, inputs)).toThrow(message);
  });

  test('a reshape and a broadcast', () => {
    expect(() => inferOutputs({ kind: 'reshape' }, [float(2)], float(3))).toThrow(
      'A tensor of shape [2] has no shape [3].',
    );
    expect(() => inferOutputs({ kind: 'broadcast' }, [float(2)], float(2, 1))).toThrow(
      'A tensor of shape [2] does not broadcast to [2,1].',
    );
  });
});

test('broadcasting is that of NumPy', () => {
  expect(broadcastShapes([2, 1, 4], [3, 1], [])).toEqual([2, 3, 4]);
  expect(broadcastShapes()).toEqual([]);
  expect(broadcastShapes([0], [1])).toEqual([0]);
});
