import type { Value } from '../../graph/graph.ts';
import type { ReduceName } from '../../graph/operation.ts';
import type { GraphOperations } from '../../graph/operations.ts';
import {
  type KernelCall,
  type KernelRecorder,
  type KernelTable,
  lengthOf,
  normalAxes,
  normalAxis,
} from '../kernel-call.ts';

/** Kernels that go along axes. */
export const reductionKernels: KernelTable = {
  All: reduction('all'),
  Any: reduction('any'),
  Sum: reduction('sum', countable),
  Prod: reduction('product', countable),
  Mean: reduction('mean', (graph, x) => graph.cast(x, 'float32')),
  Max: reduction('max', (_, x) => x, 'reductionIndices'),
  Min: reduction('min'),
  ArgMax: ({ graph, input, attributes }) =>
    graph.argMax(input('x'), oneAxis(input('x'), attributes.numbers('axis'))),
  ArgMin: ({ graph, input, attributes }) =>
    graph.argMax(graph.unary('neg', input('x')), oneAxis(input('x'), attributes.numbers('axis'))),
  Cumsum: ({ graph, input, attributes }) =>
    graph.cumulativeSum(countable(graph, input('x')), {
      axis: oneAxis(input('x'), attributes.numbers('axis')),
      exclusive: attributes.boolean('exclusive'),
      reverse: attributes.boolean('reverse'),
    }),
  Cumprod: cumulativeProduct,
  Softmax: ({ graph, input }) => graph.softmax(input('logits')),
  LogSoftmax: ({ graph, input }) => {
    const logits = input('logits');
    const axes = [logits.shape.length - 1];
    const shifted = graph.binary('subtract', logits, graph.reduce('max', logits, axes, true));
    const sum = graph.reduce('sum', graph.unary('exp', shifted), axes, true);
    return graph.binary('subtract', shifted, graph.unary('log', sum));
  },
};

function reduction(
  name: ReduceName,
  before: (graph: GraphOperations, x: Value) => Value = (_, x) => x,
  axisName = 'axis',
): KernelRecorder {
  return ({ graph, input, attributes }) => {
    const x = before(graph, input('x'));
    const given = attributes.plain(axisName);
    const axes = given === undefined || given === null ? undefined : attributes.numbers(axisName);
    return graph.reduce(name, x, normalAxes(axes, x.shape.length), attributes.boolean('keepDims'));
  };
}

/** Bools count as whole numbers. */
function countable(graph: GraphOperations, x: Value): Value {
  return x.type === 'bool' ? graph.cast(x, 'int32') : x;
}

function oneAxis(x: Value, [axis = 0]: readonly number[]): number {
  return normalAxis(axis, x.shape.length);
}

/** Graphs have no cumulative product: the product of 2, 4, 8 ... neighbors, one shifted product for each. */
function cumulativeProduct({ graph, input, attributes }: KernelCall): Value {
  const axis = oneAxis(input('x'), attributes.numbers('axis'));
  const axes = attributes.boolean('reverse') ? [axis] : [];
  let product = graph.reverse(input('x'), axes);
  if (attributes.boolean('exclusive')) product = shifted(graph, product, axis, 1);
  for (let reach = 1; reach < lengthOf(product, axis); reach *= 2) {
    product = graph.binary('multiply', product, shifted(graph, product, axis, reach));
  }
  return graph.reverse(product, axes);
}

/** Values moved along an axis; ones take the places that they left. */
function shifted(graph: GraphOperations, x: Value, axis: number, distance: number): Value {
  const zeros = x.shape.map(() => 0);
  const by = Math.min(distance, lengthOf(x, axis));
  const kept = graph.slice(x, zeros, x.shape.with(axis, lengthOf(x, axis) - by));
  return graph.pad(kept, { before: zeros.with(axis, by), after: zeros, value: 1 });
}
