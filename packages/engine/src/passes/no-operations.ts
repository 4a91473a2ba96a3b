import { equalShapes } from '../graph/broadcast-shapes.ts';
import type { Pass, Value } from '../graph/graph.ts';
import { type Rule, rewrite } from './rewrite.ts';

/** Takes out what changes nothing, and joins what follows itself: reshapes, transposes, casts, slices, broadcasts. */
export const noOperations: Pass = {
  name: 'no operations',
  run: (graph) => rewrite(graph, [unchanged, reshapes, keptAxes, transposes, casts, slices, shortReductions]),
};

const unchanged: Rule = ({ operation, inputs: [x, ...more], outputs: [output] }) => {
  if (x === undefined || output === undefined || more.length > 0 || !sameTensor(x, output)) return undefined;
  switch (operation.kind) {
    case 'broadcast':
    case 'cast':
    case 'concat':
    case 'pad':
    case 'reshape':
    case 'slice':
    case 'split':
    case 'tile':
      return x;
    case 'transpose':
      return operation.permutation.every((axis, index) => axis === index) ? x : undefined;
    case 'reverse':
      return operation.axes.every((axis) => x.shape[axis] === 1) ? x : undefined;
    default:
      return undefined;
  }
};

const reshapes: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph, producer }) => {
  if (operation.kind !== 'reshape' || x === undefined || output === undefined) return undefined;
  const before = producer(x);
  const [source] = before?.inputs ?? [];
  const joins = before?.operation.kind === 'reshape' && source !== undefined;
  return joins ? graph.reshape(source, output.shape) : undefined;
};

/** A reduction that gets its axes back keeps them. */
const keptAxes: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph, producer, usedOnce }) => {
  if (operation.kind !== 'reshape' || x === undefined || output === undefined || !usedOnce(x))
    return undefined;
  const node = producer(x);
  const [source] = node?.inputs ?? [];
  if (node?.operation.kind !== 'reduce' || source === undefined) return undefined;
  const { name, axes, keepDimensions } = node.operation;
  const kept = source.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return !keepDimensions && equalShapes(kept, output.shape)
    ? graph.reduce(name, source, axes, true)
    : undefined;
};

/** Two in a row are one; one that only moves axes of length 1 is a reshape. */
const transposes: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph, producer }) => {
  if (operation.kind !== 'transpose' || x === undefined || output === undefined) return undefined;
  const moved = operation.permutation.filter((axis) => x.shape[axis] !== 1);
  if (moved.every((axis, index) => index === 0 || axis > (moved[index - 1] ?? 0))) {
    return graph.reshape(x, output.shape);
  }
  const before = producer(x);
  const [source] = before?.inputs ?? [];
  if (before?.operation.kind !== 'transpose' || source === undefined) return undefined;
  const { permutation } = before.operation;
  return graph.transpose(
    source,
    operation.permutation.map((axis) => permutation[axis] ?? 0),
  );
};

/** From bool to a number and on to another type: the number is 0 or 1 in each of them. */
const casts: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph, producer }) => {
  if (operation.kind !== 'cast' || x === undefined || output === undefined) return undefined;
  const before = producer(x);
  const [source] = before?.inputs ?? [];
  if (before?.operation.kind !== 'cast' || source?.type !== 'bool') return undefined;
  return graph.cast(source, output.type);
};

const slices: Rule = ({ operation, inputs: [x] }, { graph, producer }) => {
  if (operation.kind !== 'slice' || x === undefined) return undefined;
  const before = producer(x);
  const [source] = before?.inputs ?? [];
  if (before?.operation.kind !== 'slice' || source === undefined) return undefined;
  const { begin } = before.operation;
  return graph.slice(
    source,
    operation.begin.map((from, axis) => from + (begin[axis] ?? 0)),
    operation.size,
  );
};

/** A reduction over axes of length 1 is a reshape. */
const shortReductions: Rule = ({ operation, inputs: [x], outputs: [output] }, { graph }) => {
  if (operation.kind !== 'reduce' || x === undefined || output === undefined) return undefined;
  const long = operation.axes.filter((axis) => x.shape[axis] !== 1);
  return long.length === 0 && x.type === output.type ? graph.reshape(x, output.shape) : undefined;
};

function sameTensor(one: Value, other: Value): boolean {
  return one.type === other.type && equalShapes(one.shape, other.shape);
}
