import { tf } from '@highorder/core';
import type { Value } from '../../graph/graph.ts';
import type { GraphOperations } from '../../graph/operations.ts';
import { type KernelCall, lengthOf } from '../kernel-call.ts';

/** x[begin:end:stride] along each axis, with all that the kernel knows of: negative strides, new and dropped axes. */
export function stridedSlice({ graph, input, attributes }: KernelCall): Value {
  const masks = ['beginMask', 'endMask', 'ellipsisMask', 'newAxisMask', 'shrinkAxisMask'];
  const [beginMask = 0, endMask = 0, ellipsisMask = 0, newAxisMask = 0, shrinkAxisMask = 0] = masks.map(
    (name) => attributes.number(name),
  );
  const info = tf.slice_util.sliceInfo(
    [...input('x').shape],
    [...attributes.numbers('begin')],
    [...attributes.numbers('end')],
    [...attributes.numbers('strides')],
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  if (info.isIdentity) return graph.reshape(input('x'), info.finalShape);
  const chosen = info.strides.reduce(
    (x, stride, axis) =>
      everyNth(graph, x, { axis, stride, begin: info.begin[axis] ?? 0, end: info.end[axis] ?? 0 }),
    input('x'),
  );
  return graph.reshape(chosen, info.finalShape);
}

interface Stride {
  readonly axis: number;
  readonly stride: number;
  readonly begin: number;
  /** The first place that is left out; -1 to go down to 0. */
  readonly end: number;
}

/** Every n-th place of an axis: the range cut out, turned around where it goes down, then one of each group of n. */
function everyNth(graph: GraphOperations, x: Value, { axis, stride, begin, end }: Stride): Value {
  const count = Math.max(0, Math.ceil((end - begin) / stride));
  const step = Math.abs(stride);
  if (count === 0) return range(graph, x, axis, 0, 0);
  const span = (count - 1) * step + 1;
  const cut = range(graph, x, axis, stride > 0 ? begin : begin - span + 1, span);
  const ordered = stride > 0 ? cut : graph.reverse(cut, [axis]);
  return step === 1 ? ordered : firstOfGroups(graph, ordered, axis, step, count);
}

function firstOfGroups(graph: GraphOperations, x: Value, axis: number, step: number, count: number): Value {
  const none = x.shape.map(() => 0);
  const filled = graph.pad(x, {
    before: none,
    after: none.with(axis, count * step - lengthOf(x, axis)),
    value: 0,
  });
  const groups = graph.reshape(filled, filled.shape.toSpliced(axis, 1, count, step));
  return graph.reshape(range(graph, groups, axis + 1, 0, 1), x.shape.with(axis, count));
}

function range(graph: GraphOperations, x: Value, axis: number, from: number, length: number): Value {
  const begin = x.shape.map(() => 0).with(axis, from);
  return graph.slice(x, begin, x.shape.with(axis, length));
}
