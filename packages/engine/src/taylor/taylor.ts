import { HighOrderError, required, type Tensor } from '@highorder/core';
import { equalShapes } from '../graph/broadcast-shapes.ts';
import type { Graph, NamedValue, Node, Value } from '../graph/graph.ts';
import { runOperation } from '../replay/operations.ts';
import { nodeName } from '../replay/replay.ts';
import { furtherTerms } from './rules.ts';
import { lazyConstant, type Next, type Series, seriesBy } from './series.ts';

/** Series by the names of a graph's inputs or outputs. */
export type SeriesRecord = Readonly<Record<string, Series>>;

/**
 * Taylor mode: the outputs of a graph as series in s, where its inputs are series in s.
 *
 * Coefficients are computed by ordinary tensor operations when they are asked for, on the backend that is selected
 * then, and only where they are not known to be zero. They may be differentiated once in the ordinary way. Values of
 * a graph that do not depend on anything that changes cost what `replay` costs.
 *
 * A stop holds for the gradient that is taken of the result, not for the derivative along s: the coefficients are those of
 * the values, which a stop does not change, and each coefficient of what is stopped is a constant to that gradient. A head
 * that reads a stopped u_1 has the true derivative along the flow, and trains no parameter of u_1. (JAX differs: there
 * the forward derivative of a stopped value is 0, so that the derivative would be that of another function.)
 *
 * An input may be made of the outputs: `x.term(k) = u.term(k - 1) / k` with u an output follows the flow u.
 *
 * Throws `HighOrderError` where an input is missing or has another shape, and where an operation on something that
 * changes has no rule, with its name and origin. Source: Griewank and Walther, Evaluating Derivatives, chapter 13.
 */
export function taylor(graph: Graph, inputs: SeriesRecord): SeriesRecord {
  const known = new Map<number, Series>();
  const numbers = new Map<number, number>();
  for (const input of graph.inputs) known.set(input.value.id, requireSeries(input, inputs));
  for (const node of graph.nodes) {
    noteNumber(node, numbers);
    const given = node.inputs.map(({ id }) =>
      required(known.get(id), 'A graph uses a value before it is made.'),
    );
    const results = nodeSeries(node, given, (index) => numbers.get(Number(node.inputs[index]?.id)));
    node.outputs.forEach(({ id }, index) => known.set(id, required(results[index], 'An output is missing.')));
  }
  return Object.fromEntries(
    graph.outputs.map(({ name, value }) => [name, required(known.get(value.id), `No output "${name}".`)]),
  );
}

/** Numbers of the graph itself, for rules that depend on them. */
function noteNumber({ operation, outputs }: Node, numbers: Map<number, number>): void {
  const [output] = outputs;
  if (operation.kind !== 'constant' || output === undefined) return;
  const [first] = operation.values;
  if (first !== undefined && operation.values.every((value) => value === first))
    numbers.set(output.id, first);
}

function nodeSeries(
  node: Node,
  inputs: readonly Series[],
  numberAt: (input: number) => number | undefined,
): readonly Series[] {
  let results: readonly Tensor[] | undefined;
  const valueAt = (index: number): Tensor => {
    const output = required(node.outputs[0], 'A node has no output.');
    results ??= runOperation(
      node.operation,
      inputs.map((input) => input.value()),
      output,
    );
    return required(results[index], 'An operation gave too few results.');
  };
  return node.outputs.map((output, outputIndex) => {
    const value = () => valueAt(outputIndex);
    if (inputs.every(({ constant }) => constant) || choosesPieces(node)) return lazyConstant(value);
    return seriesBy(value, (own): Next => {
      const next = furtherTerms({ operation: node.operation, inputs, own, output, outputIndex, numberAt });
      if (next === undefined) throw noRule(node);
      return next;
    });
  });
}

/** Conditions and signs: what they choose between may change, they themselves do not beside their jumps. */
function choosesPieces({ operation }: Node): boolean {
  return (
    operation.kind === 'compare' ||
    operation.kind === 'logical' ||
    (operation.kind === 'unary' && ['logicalNot', 'sign', 'step'].includes(operation.name))
  );
}

function requireSeries({ name, value }: NamedValue, inputs: SeriesRecord): Series {
  const found = inputs[name];
  if (found === undefined) throw new HighOrderError({ message: `The graph needs an input "${name}".` });
  requireShape(name, found.value(), value);
  return found;
}

function requireShape(name: string, { shape }: Tensor, expected: Value): void {
  if (equalShapes(shape, expected.shape)) return;
  throw new HighOrderError({
    message: `Input "${name}" has the shape [${shape}].`,
    expected: `[${expected.shape}], for which the graph was recorded`,
  });
}

function noRule(node: Node): HighOrderError {
  return new HighOrderError({
    message: `Taylor mode cannot differentiate ${nodeName(node)}: it jumps, or it has no rule.`,
    expected: 'operations that are smooth where they depend on x, t or d',
    fix: 'Write the network with other operations, or choose a loss that does not differentiate along the flow.',
  });
}
