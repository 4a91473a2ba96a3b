import type { Value } from '../../graph/graph.ts';
import type { GraphOperations } from '../../graph/operations.ts';
import { type KernelCall, type KernelTable, lengthOf } from '../kernel-call.ts';
import { UnsupportedOperation } from '../recording-error.ts';
import { activation } from './composed.ts';
import { sameType } from './same-type.ts';

/** Products of matrices, and rows chosen by index. */
export const matrixKernels: KernelTable = {
  BatchMatMul: (call) => product(call),
  _FusedMatMul: (call) => {
    const { graph, optionalInput, attributes } = call;
    const bias = optionalInput('bias');
    const sum = bias === undefined ? product(call) : graph.binary('add', product(call), bias);
    const slope = () =>
      optionalInput('preluActivationWeights') ?? graph.scalar(attributes.number('leakyreluAlpha'));
    const name = attributes.string('activation');
    const result = activation(graph, name, sum, slope);
    if (result === undefined) throw new UnsupportedOperation(`_FusedMatMul with the activation ${name}`);
    return result;
  },
  GatherV2: gather,
  UnsortedSegmentSum: ({ graph, input, attributes }) => {
    const [x, segments] = [input('x'), input('segmentIds')];
    const rows = lengthOf(x, 0);
    const chosen = oneHot(graph, graph.reshape(segments, [rows]), attributes.number('numSegments'));
    const flat = graph.reshape(graph.cast(x, 'float32'), [rows, rows === 0 ? 0 : sizeOfRow(x)]);
    const sums = graph.matMul(chosen, flat, { transposeLeft: true, transposeRight: false });
    return graph.cast(graph.reshape(sums, [lengthOf(sums, 0), ...x.shape.slice(1)]), x.type);
  },
  OneHot: ({ graph, input, attributes }) => {
    const result = graph.oneHot(graph.cast(input('indices'), 'int32'), {
      depth: attributes.number('depth'),
      onValue: attributes.number('onValue'),
      offValue: attributes.number('offValue'),
    });
    return attributes.plain('dtype') === 'int32' ? graph.cast(result, 'int32') : result;
  },
};

function product({ graph, input, attributes }: KernelCall): Value {
  const [a, b] = sameType(graph, input('a'), input('b'));
  const rank = Math.max(a.shape.length, b.shape.length);
  return graph.matMul(ofRank(graph, a, rank), ofRank(graph, b, rank), {
    transposeLeft: attributes.boolean('transposeA'),
    transposeRight: attributes.boolean('transposeB'),
  });
}

/** Axes of length 1 put in front. */
function ofRank(graph: GraphOperations, x: Value, rank: number): Value {
  const missing = new Array<number>(rank - x.shape.length).fill(1);
  return graph.reshape(x, [...missing, ...x.shape]);
}

function gather({ graph, input, attributes }: KernelCall): Value {
  const x = input('x');
  const batches = attributes.plain('batchDims') ?? 0;
  if (batches !== 0) throw new UnsupportedOperation('GatherV2 with batchDims');
  const [axis = 0] = attributes.numbers('axis');
  return graph.gather(x, graph.cast(input('indices'), 'int32'), axis < 0 ? axis + x.shape.length : axis);
}

/** A row for each index, 1 at its place. */
function oneHot(graph: GraphOperations, indices: Value, depth: number): Value {
  // Not every engine takes a depth of 1.
  if (depth === 1) {
    const column = graph.reshape(indices, [...indices.shape, 1]);
    return graph.cast(graph.compare('equal', column, graph.scalar(0, indices.type)), 'float32');
  }
  return graph.oneHot(graph.cast(indices, 'int32'), { depth, onValue: 1, offValue: 0 });
}

const sizeOfRow = ({ shape }: Value): number => shape.slice(1).reduce((size, length) => size * length, 1);
