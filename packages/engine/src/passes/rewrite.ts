import { HighOrderError, required } from '@highorder/core';
import { equalShapes } from '../graph/broadcast-shapes.ts';
import type { Graph, Node, Value } from '../graph/graph.ts';
import { type GraphBuilder, graphBuilder } from '../graph/graph-builder.ts';
import type { GraphOperations } from '../graph/operations.ts';

/** What a rule may ask and do. */
export interface Rewriter {
  /** Puts new operations into the graph, before the node at hand. */
  readonly graph: GraphOperations;
  /** Puts the node's own operation into the graph, with other inputs. */
  again(node: Node, inputs: readonly Value[]): Value;
  /** The node that made a value; undefined for an input. */
  producer(value: Value): Node | undefined;
  /** Whether nothing but the node at hand needs the value. */
  usedOnce(value: Value): boolean;
  /** Whether nothing needs the value. */
  unused(value: Value): boolean;
}

/**
 * What to use in place of a node's outputs: values of the same shapes and types, one for a node with one output.
 * Undefined leaves the node as it is.
 */
export type Rule = (node: Node, rewriter: Rewriter) => Value | readonly Value[] | undefined;

/** The graph with the first rule that applies to a node applied to it; the very same graph where none does. */
export function rewrite(graph: Graph, rules: readonly Rule[]): Graph {
  const uses = countUses(graph);
  const replacements = new Map<Value, Value>();
  let origin = '';
  const builder = graphBuilder({ inputs: graph.inputs, firstId: highestId(graph) + 1, origin: () => origin });
  const current = (value: Value): Value => replacements.get(value) ?? value;
  const rewriter = rewriterOn(builder, uses);

  for (const old of graph.nodes) {
    const node = withInputs(old, old.inputs.map(current));
    origin = node.origin;
    const replaced = firstResult(rules, node, rewriter);
    if (replaced === undefined) {
      builder.adopt(node);
      continue;
    }
    node.outputs.forEach((output, index) => {
      const value = required(replaced[index], 'A rule gives a value for each output.');
      requireLike(output, value);
      replacements.set(output, value);
      uses.set(value, (uses.get(value) ?? 0) + (uses.get(output) ?? 0));
    });
  }
  if (replacements.size === 0) return graph;
  return builder.build(graph.outputs.map(({ name, value }) => ({ name, value: current(value) })));
}

function rewriterOn(builder: GraphBuilder, uses: ReadonlyMap<Value, number>): Rewriter {
  return {
    graph: builder.operations,
    again: ({ operation, outputs: [like] }, inputs) =>
      required(builder.emit(operation, inputs, like)[0], 'An operation has an output.'),
    producer: builder.producer,
    // What a rule made is not counted until the next time.
    usedOnce: (value) => uses.get(value) === 1,
    unused: (value) => uses.get(value) === 0,
  };
}

function firstResult(rules: readonly Rule[], node: Node, rewriter: Rewriter): readonly Value[] | undefined {
  for (const rule of rules) {
    const result = rule(node, rewriter);
    if (result !== undefined) return isList(result) ? result : [result];
  }
  return undefined;
}

/** How many nodes and outputs need each value. */
export function countUses({ nodes, outputs }: Graph): Map<Value, number> {
  const uses = new Map<Value, number>();
  for (const node of nodes) for (const output of node.outputs) uses.set(output, 0);
  const used = [...nodes.flatMap(({ inputs }) => inputs), ...outputs.map(({ value }) => value)];
  for (const value of used) uses.set(value, (uses.get(value) ?? 0) + 1);
  return uses;
}

function withInputs(node: Node, inputs: readonly Value[]): Node {
  return inputs.every((input, index) => input === node.inputs[index]) ? node : { ...node, inputs };
}

function highestId({ inputs, nodes }: Graph): number {
  const values = [...inputs.map(({ value }) => value), ...nodes.flatMap(({ outputs }) => outputs)];
  return values.reduce((highest, { id }) => Math.max(highest, id), -1);
}

function requireLike(output: Value, value: Value): void {
  if (equalShapes(output.shape, value.shape) && output.type === value.type) return;
  throw new HighOrderError({
    message: `A pass put ${value.type} [${value.shape}] in place of ${output.type} [${output.shape}].`,
  });
}

const isList = (result: Value | readonly Value[]): result is readonly Value[] => Array.isArray(result);
