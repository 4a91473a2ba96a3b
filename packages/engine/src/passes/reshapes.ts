import { equalShapes } from '../graph/broadcast-shapes.ts';
import type { Node, Pass, Value } from '../graph/graph.ts';
import { isSingle } from './known-values.ts';
import { type Rewriter, type Rule, rewrite } from './rewrite.ts';

/**
 * Elementwise operations before a reshape instead of after it, so that a reshape meets the one that undoes it: as
 * between the layers of a network whose batch has several axes.
 */
export const reshapes: Pass = { name: 'reshapes', run: (graph) => rewrite(graph, [outward]) };

const outward: Rule = (node, rewriter) => {
  const { operation, inputs, outputs } = node;
  const [output] = outputs;
  const moves = operation.kind === 'binary' || operation.kind === 'unary';
  if (!moves || output === undefined || inputs.some((input) => ofReduction(input, rewriter)))
    return undefined;
  const shape = commonSource(node, output, rewriter);
  if (shape === undefined) return undefined;
  const { graph, again } = rewriter;
  const sources = inputs.map((input) =>
    isSingle(input) ? graph.reshape(input, []) : (reshapedFrom(input, output, rewriter) ?? input),
  );
  return graph.reshape(again(node, sources), output.shape);
};

/** A reduction whose axes come back will keep them instead. */
function ofReduction(value: Value, { producer }: Rewriter): boolean {
  const [source] = producer(value)?.inputs ?? [];
  return source !== undefined && producer(source)?.operation.kind === 'reduce';
}

/** The shape that all inputs but single numbers have before their reshape. */
function commonSource({ inputs }: Node, output: Value, rewriter: Rewriter): readonly number[] | undefined {
  const sources = inputs
    .filter((input) => !isSingle(input))
    .map((input) => reshapedFrom(input, output, rewriter));
  const [first] = sources;
  const alike = sources.every(
    (source) => source !== undefined && equalShapes(source.shape, first?.shape ?? []),
  );
  return alike ? first?.shape : undefined;
}

/** What was reshaped to give a value of the output's shape. */
function reshapedFrom(value: Value, { shape }: Value, { producer }: Rewriter): Value | undefined {
  const node = producer(value);
  return node?.operation.kind === 'reshape' && equalShapes(value.shape, shape) ? node.inputs[0] : undefined;
}
