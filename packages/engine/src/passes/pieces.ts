import { equalShapes } from '../graph/broadcast-shapes.ts';
import type { Node, Pass, Value } from '../graph/graph.ts';
import { type Rewriter, type Rule, rewrite } from './rewrite.ts';

/**
 * Concatenations, splits and slices that undo each other: all parts of a split joined again, a concatenation split
 * where it was joined, a slice out of one of its pieces, a concatenation of concatenations, a split of which one
 * part is used.
 */
export const pieces: Pass = {
  name: 'pieces',
  run: (graph) => rewrite(graph, [joinedAgain, nestedConcat, splitWhereJoined, oneOfSplit, sliceOfConcat]),
};

const joinedAgain: Rule = ({ operation, inputs }, { producer }) => {
  const [first] = inputs;
  if (operation.kind !== 'concat' || first === undefined) return undefined;
  const split = producer(first);
  const same =
    split?.operation.kind === 'split' &&
    split.operation.axis === operation.axis &&
    split.outputs.length === inputs.length &&
    split.outputs.every((output, index) => output === inputs[index]);
  return same ? split.inputs[0] : undefined;
};

const nestedConcat: Rule = ({ operation, inputs }, { graph, producer, usedOnce }) => {
  if (operation.kind !== 'concat') return undefined;
  const flat = inputs.flatMap((input) => {
    const inner = usedOnce(input) ? producer(input) : undefined;
    const joins = inner?.operation.kind === 'concat' && inner.operation.axis === operation.axis;
    return joins ? inner.inputs : [input];
  });
  return flat.length === inputs.length ? undefined : graph.concat(flat, operation.axis);
};

const splitWhereJoined: Rule = ({ operation, inputs: [x] }, rewriter) => {
  if (operation.kind !== 'split' || x === undefined) return undefined;
  const { axis, sizes } = operation;
  const joined = concatAlong(x, axis, rewriter);
  const same = joined !== undefined && equalShapes(joined.map(lengthAlong(axis)), sizes);
  return same ? joined : undefined;
};

/** A split of which one part is used is a slice. The parts that nobody uses are as good as any. */
const oneOfSplit: Rule = ({ operation, inputs: [x], outputs }, { graph, unused }) => {
  if (operation.kind !== 'split' || x === undefined) return undefined;
  const used = outputs.filter((output) => !unused(output));
  if (used.length !== 1 || outputs.length === 1) return undefined;
  let from = 0;
  return outputs.map((output) => {
    const begin = x.shape.map(() => 0).with(operation.axis, from);
    from += lengthAlong(operation.axis)(output);
    return graph.slice(x, begin, output.shape);
  });
};

/** A slice that lies within one piece of a concatenation is a slice of that piece. */
const sliceOfConcat: Rule = ({ operation, inputs: [x] }, rewriter) => {
  if (operation.kind !== 'slice' || x === undefined) return undefined;
  const node = rewriter.producer(x);
  if (node?.operation.kind !== 'concat') return undefined;
  const { axis } = node.operation;
  const [from, length] = [operation.begin[axis] ?? 0, operation.size[axis] ?? 0];
  let start = 0;
  for (const piece of node.inputs) {
    const end = start + lengthAlong(axis)(piece);
    if (from >= start && from + length <= end) {
      return rewriter.graph.slice(piece, operation.begin.with(axis, from - start), operation.size);
    }
    start = end;
  }
  return undefined;
};

function concatAlong(value: Value, axis: number, { producer }: Rewriter): Node['inputs'] | undefined {
  const node = producer(value);
  return node?.operation.kind === 'concat' && node.operation.axis === axis ? node.inputs : undefined;
}

const lengthAlong =
  (axis: number) =>
  ({ shape }: Value): number =>
    shape[axis] ?? 0;
