import { sizeOf } from '@highorder/core';
import { equalShapes } from '../graph/broadcast-shapes.ts';
import type { Node, Pass, Value } from '../graph/graph.ts';
import type { GraphOperations } from '../graph/operations.ts';
import { isSingle } from './known-values.ts';
import { type Rewriter, type Rule, rewrite } from './rewrite.ts';

/**
 * Computes before it broadcasts: elementwise operations broadcast by themselves, and what is alike along an axis need
 * not be computed, nor summed, more than once there.
 */
export const broadcasts: Pass = {
  name: 'broadcasts',
  run: (graph) => rewrite(graph, [tiles, elementwise, reductions, rearranged]),
};

/** Tiles of an axis of length 1 are a broadcast. */
const tiles: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph }) => {
  if (operation.kind !== 'tile' || x === undefined || output === undefined) return undefined;
  const alike = operation.repetitions.every((times, axis) => times === 1 || x.shape[axis] === 1);
  return alike ? graph.broadcast(x, output.shape) : undefined;
};

const elementwiseKinds: ReadonlySet<string> = new Set([
  'binary',
  'broadcast',
  'cast',
  'compare',
  'logical',
  'select',
  'unary',
]);

const elementwise: Rule = (node, rewriter) => {
  const [output] = node.outputs;
  if (output === undefined || !elementwiseKinds.has(node.operation.kind)) return undefined;
  const narrow = node.inputs.map((input) => narrowSource(input, rewriter));
  if (narrow.every((input, index) => input === node.inputs[index])) return undefined;
  if (node.operation.kind === 'broadcast') return rewriter.graph.broadcast(narrow[0] ?? output, output.shape);
  return rewriter.graph.broadcast(narrowResult(node, narrow, output, rewriter), output.shape);
};

/** The node's operation on narrower inputs. A cast keeps its type, whatever the shape. */
function narrowResult(
  node: Node,
  inputs: readonly Value[],
  output: Value,
  { graph, again }: Rewriter,
): Value {
  const [x] = inputs;
  return node.operation.kind === 'cast' && x !== undefined ? graph.cast(x, output.type) : again(node, inputs);
}

/** What was broadcast to give a value, or what it was before it got axes of length 1 in front. */
function narrowSource(value: Value, { producer }: Rewriter): Value {
  const node = producer(value);
  const [source] = node?.inputs ?? [];
  if (source === undefined) return value;
  if (node?.operation.kind === 'broadcast') return source;
  const added = value.shape.length - source.shape.length;
  const inFront =
    node?.operation.kind === 'reshape' &&
    added > 0 &&
    equalShapes(value.shape.slice(added), source.shape) &&
    value.shape.slice(0, added).every((length) => length === 1);
  return inFront ? source : value;
}

/** A reduction of what is alike along an axis: once, and for a sum as many times as it is there. */
const reductions: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph, producer }) => {
  if (operation.kind !== 'reduce' || x === undefined || output === undefined) return undefined;
  const node = producer(x);
  const [source] = node?.inputs ?? [];
  if (node?.operation.kind !== 'broadcast' || source === undefined || operation.name === 'product')
    return undefined;
  const missing = new Array<number>(x.shape.length - source.shape.length).fill(1);
  const aligned = graph.reshape(source, [...missing, ...source.shape]);
  const once = graph.reduce(operation.name, aligned, operation.axes, operation.keepDimensions);
  const times = sizeOf(operation.axes.map((axis) => (aligned.shape[axis] === 1 ? (x.shape[axis] ?? 1) : 1)));
  const result = operation.name === 'sum' ? repeated(graph, once, times) : once;
  return graph.broadcast(result, output.shape);
};

function repeated(graph: GraphOperations, x: Value, times: number): Value {
  return times === 1 ? x : graph.binary('multiply', x, graph.scalar(times, x.type));
}

/** Rearranging what is one number everywhere changes its shape alone. */
const rearranged: Rule = ({ operation, inputs: [x], outputs: [output, ...more] }, { graph, producer }) => {
  const moves = ['reshape', 'reverse', 'slice', 'tile', 'transpose'].includes(operation.kind);
  if (!moves || x === undefined || output === undefined || more.length > 0) return undefined;
  const node = producer(x);
  const [source] = node?.inputs ?? [];
  if (node?.operation.kind !== 'broadcast' || source === undefined || !isSingle(source)) return undefined;
  return graph.broadcast(graph.reshape(source, []), output.shape);
};
