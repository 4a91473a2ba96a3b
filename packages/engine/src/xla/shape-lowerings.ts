import { inputOf, type LoweredNode, type Lowerings, outputOf } from './lowering.ts';
import type { Attribute } from './node-def.ts';

const int32: Attribute = { type: 'int32' };

/** What moves numbers and changes none. */
export const shapeLowerings: Lowerings<
  | 'broadcast'
  | 'concat'
  | 'gather'
  | 'oneHot'
  | 'pad'
  | 'reshape'
  | 'reverse'
  | 'slice'
  | 'split'
  | 'stopGradient'
  | 'tile'
  | 'transpose'
> = {
  stopGradient: ({ names }) => names,
  reshape: (node, into) => [
    into.call({
      operation: 'Reshape',
      output: 'output',
      inputs: [...node.names, into.integers(outputOf(node).shape)],
      attributes: { ...typed(node), Tshape: int32 },
    }),
  ],
  broadcast: (node, into) => [
    into.call({
      operation: 'BroadcastTo',
      output: 'output',
      inputs: [...node.names, into.integers(outputOf(node).shape)],
      attributes: { ...typed(node), Tidx: int32 },
    }),
  ],
  transpose: (node, into) => [
    into.call({
      operation: 'Transpose',
      output: 'y',
      inputs: [...node.names, into.integers(node.operation.permutation)],
      attributes: { ...typed(node), Tperm: int32 },
    }),
  ],
  concat(node, into) {
    // TensorFlow joins two or more.
    if (node.names.length < 2) return node.names;
    return [
      into.call({
        operation: 'ConcatV2',
        output: 'output',
        inputs: [...node.names, into.integer(node.operation.axis)],
        attributes: { ...typed(node), N: { integer: node.names.length }, Tidx: int32 },
      }),
    ];
  },
  slice: (node, into) => [
    into.call({
      operation: 'Slice',
      output: 'output',
      inputs: [...node.names, into.integers(node.operation.begin), into.integers(node.operation.size)],
      attributes: { ...typed(node), Index: int32 },
    }),
  ],
  split(node, into) {
    const { axis, sizes } = node.operation;
    return into.callForList(
      {
        operation: 'SplitV',
        output: 'output',
        inputs: [...node.names, into.integers(sizes), into.integer(axis)],
        attributes: { ...typed(node), num_split: { integer: sizes.length }, Tlen: int32 },
      },
      sizes.length,
    );
  },
  pad(node, into) {
    const { before, after, value } = node.operation;
    const { type } = inputOf(node);
    const paddings = into.constant({
      type: 'int32',
      shape: [before.length, 2],
      values: Int32Array.from(before.flatMap((count, axis) => [count, after[axis] ?? 0])),
    });
    return [
      into.call({
        operation: 'PadV2',
        output: 'output',
        inputs: [...node.names, paddings, into.number(value, type)],
        attributes: { ...typed(node), Tpaddings: int32 },
      }),
    ];
  },
  gather: (node, into) => [
    into.call({
      operation: 'GatherV2',
      output: 'output',
      inputs: [...node.names, into.integer(node.operation.axis)],
      attributes: {
        Tparams: { type: inputOf(node).type },
        Tindices: { type: inputOf(node, 1).type },
        Taxis: int32,
        batch_dims: { integer: 0 },
      },
    }),
  ],
  tile: (node, into) => [
    into.call({
      operation: 'Tile',
      output: 'output',
      inputs: [...node.names, into.integers(node.operation.repetitions)],
      attributes: { ...typed(node), Tmultiples: int32 },
    }),
  ],
  reverse: (node, into) => [
    into.call({
      operation: 'ReverseV2',
      output: 'output',
      inputs: [...node.names, into.integers(node.operation.axes)],
      attributes: { ...typed(node), Tidx: int32 },
    }),
  ],
  oneHot(node, into) {
    const { depth, onValue, offValue } = node.operation;
    const { type } = outputOf(node);
    return [
      into.call({
        operation: 'OneHot',
        output: 'output',
        inputs: [...node.names, into.integer(depth), into.number(onValue, type), into.number(offValue, type)],
        attributes: { T: { type }, TI: { type: inputOf(node).type }, axis: { integer: -1 } },
      }),
    ];
  },
};

function typed(node: Pick<LoweredNode<'reshape'>, 'inputs'>): Readonly<Record<'T', Attribute>> {
  return { T: { type: inputOf(node).type } };
}
