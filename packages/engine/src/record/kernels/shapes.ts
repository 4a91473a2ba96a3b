import { tf } from '@highorder/core';
import type { Value } from '../../graph/graph.ts';
import type { GraphOperations } from '../../graph/operations.ts';
import { type KernelCall, type KernelTable, lengthOf, normalAxes, normalAxis } from '../kernel-call.ts';
import { stridedSlice } from './strided-slice.ts';

/** Kernels that rearrange. */
export const shapeKernels: KernelTable = {
  Reshape: ({ graph, input, attributes }) => {
    const size = tf.util.sizeFromShape([...input('x').shape]);
    return graph.reshape(input('x'), tf.util.inferFromImplicitShape([...attributes.numbers('shape')], size));
  },
  ExpandDims: ({ graph, input, attributes }) => {
    const { shape } = input('input');
    return graph.reshape(
      input('input'),
      shape.toSpliced(normalAxis(attributes.number('dim'), shape.length + 1), 0, 1),
    );
  },
  Transpose: ({ graph, input, attributes }) => graph.transpose(input('x'), attributes.numbers('perm')),
  BroadcastTo: ({ graph, input, attributes }) => graph.broadcast(input('x'), attributes.numbers('shape')),
  Tile: ({ graph, input, attributes }) => graph.tile(input('x'), attributes.numbers('reps')),
  Reverse: ({ graph, input, attributes }) => {
    const all = attributes.plain('dims') === undefined;
    return graph.reverse(
      input('x'),
      normalAxes(all ? undefined : attributes.numbers('dims'), input('x').shape.length),
    );
  },
  Concat: ({ graph, inputs, attributes }) => concat(graph, inputs, attributes.number('axis')),
  Pack: ({ graph, inputs, attributes }) => {
    const rank = (inputs[0]?.shape.length ?? 0) + 1;
    const axis = normalAxis(attributes.number('axis'), rank);
    return concat(
      graph,
      inputs.map((each) => graph.reshape(each, each.shape.toSpliced(axis, 0, 1))),
      axis,
    );
  },
  SplitV: ({ graph, input, attributes }) => {
    const x = input('x');
    const axis = normalAxis(attributes.number('axis'), x.shape.length);
    return split(graph, x, axis, splitSizes(x, axis, attributes.plain('numOrSizeSplits')));
  },
  Unpack: ({ graph, input, attributes }) => {
    const x = input('value');
    const axis = normalAxis(attributes.number('axis'), x.shape.length);
    const sizes = new Array<number>(lengthOf(x, axis)).fill(1);
    return split(graph, x, axis, sizes).map((each) => graph.reshape(each, x.shape.toSpliced(axis, 1)));
  },
  Slice: sliceKernel,
  StridedSlice: stridedSlice,
  PadV2: ({ graph, input, attributes }) => {
    const sides = paddings(attributes.plain('paddings'));
    return graph.pad(input('x'), {
      before: sides.map(([before]) => before),
      after: sides.map(([, after]) => after),
      value: attributes.number('constantValue'),
    });
  },
};

/** Axes that are not named are kept whole; so is the rest of an axis of size -1. */
function sliceKernel({ graph, input, attributes }: KernelCall): Value {
  const { shape } = input('x');
  const [begin, size] = [attributes.numbers('begin'), attributes.numbers('size')];
  const from = shape.map((_, axis) => begin[axis] ?? 0);
  const lengths = shape.map((length, axis) => {
    const given = size[axis] ?? -1;
    return given < 0 ? length - (from[axis] ?? 0) : given;
  });
  return graph.slice(input('x'), from, lengths);
}

function concat(graph: GraphOperations, values: readonly Value[], axis: number): Value {
  const [first] = values;
  const rank = first?.shape.length ?? 0;
  return values.length === 1 && first !== undefined ? first : graph.concat(values, normalAxis(axis, rank));
}

function split(graph: GraphOperations, x: Value, axis: number, sizes: readonly number[]): readonly Value[] {
  return sizes.length === 1 ? [x] : graph.split(x, axis, sizes);
}

/** A number of equal parts, or their lengths, of which one may be -1: the rest. */
function splitSizes(x: Value, axis: number, given: unknown): readonly number[] {
  const length = lengthOf(x, axis);
  if (typeof given === 'number') return new Array<number>(given).fill(length / given);
  const sizes: readonly number[] = Array.isArray(given) ? given.map(Number) : [];
  const known = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0);
  return sizes.map((size) => (size < 0 ? length - known : size));
}

function paddings(given: unknown): readonly (readonly [number, number])[] {
  const pairs: readonly unknown[] = Array.isArray(given) ? given : [];
  return pairs.map((pair) => (Array.isArray(pair) ? [Number(pair[0]), Number(pair[1])] : [0, 0]));
}
