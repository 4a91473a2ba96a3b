import { HighOrderError, required, type Tensor, type TensorRecord } from '@highorder/core';
import { equalShapes } from '../graph/broadcast-shapes.ts';
import type { Graph, NamedValue, Node } from '../graph/graph.ts';
import { runOperation } from './operations.ts';

/**
 * Runs a graph with ordinary tensor operations, node by node, on the selected backend, and gives its outputs by name.
 *
 * Gradients flow from the outputs to the inputs. It may run inside a gradient, and inside a recording, which then
 * holds the same operations anew. Inputs that the graph does not name are not looked at. An output that is an input
 * is that very tensor. Nothing is freed: the surrounding `tf.tidy` does that.
 *
 * Throws `HighOrderError` where an input is missing or has another shape than in the graph, and where an operation
 * fails, with its name and origin.
 */
export function replay(graph: Graph, inputs: TensorRecord): TensorRecord {
  const known = new Map<number, Tensor>();
  for (const input of graph.inputs) known.set(input.value.id, requireInput(input, inputs));
  for (const node of graph.nodes) {
    const given = node.inputs.map(({ id }) =>
      required(known.get(id), `Value ${id} of the graph is used before it is made.`),
    );
    const results = runNode(node, given);
    node.outputs.forEach(({ id }, index) => {
      known.set(id, required(results[index], `A ${node.operation.kind} gave too few results.`));
    });
  }
  return Object.fromEntries(
    graph.outputs.map(({ name, value }) => [name, required(known.get(value.id), `No output "${name}".`)]),
  );
}

/** A readable name of what a node does, such as `unary tanh (head/mlp)`. */
export function nodeName({ operation, origin }: Node): string {
  const what = 'name' in operation ? `${operation.kind} ${operation.name}` : operation.kind;
  return origin === '' ? what : `${what} (${origin})`;
}

function runNode(node: Node, given: readonly Tensor[]): readonly Tensor[] {
  const output = required(node.outputs[0], 'A node has no output.');
  try {
    return runOperation(node.operation, given, output);
  } catch (error) {
    if (error instanceof HighOrderError) throw error;
    throw new HighOrderError({
      message: `${nodeName(node)} failed: ${error instanceof Error ? error.message : String(error)}`,
      cause: error,
    });
  }
}

function requireInput({ name, value }: NamedValue, inputs: TensorRecord): Tensor {
  const found = inputs[name];
  if (found === undefined) {
    throw new HighOrderError({ message: `The graph needs an input "${name}".` });
  }
  if (equalShapes(found.shape, value.shape)) return found;
  throw new HighOrderError({
    message: `Input "${name}" has the shape [${found.shape}].`,
    expected: `[${value.shape}], for which the graph was recorded`,
  });
}
