import type { Graph, Value } from '../graph/graph.ts';
import { type GraphBuilder, graphBuilder } from '../graph/graph-builder.ts';
import type { GraphOperations } from '../graph/operations.ts';

/** A graph of float32 inputs and one output, `y`. */
export function smallGraph<Name extends string>(
  inputs: Readonly<Record<Name, readonly number[]>>,
  compute: (graph: GraphOperations, inputs: Readonly<Record<Name, Value>>) => Value,
): Graph {
  const builder: GraphBuilder = graphBuilder();
  const entries = Object.entries<readonly number[]>(inputs);
  const values = Object.fromEntries(
    entries.map(([name, shape]) => [name, builder.input(name, { shape, type: 'float32' })]),
    // The names are those of the inputs; fromEntries forgets them.
  ) as Readonly<Record<Name, Value>>;
  return builder.build([{ name: 'y', value: compute(builder.operations, values) }]);
}
