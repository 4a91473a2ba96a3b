import type { Graph, NamedValue } from '../graph/graph.ts';

/** A graph as executors take it, and where the outputs of the function come from. */
export interface OutputPlan {
  /** Without inputs that nothing needs; its outputs are results of nodes, each once. */
  readonly graph: Graph;
  /** By the names of the function's outputs. */
  readonly sources: ReadonlyMap<string, OutputSource>;
}

/** An output is an input passed through, or a result of the graph; `name` is its name there. */
export interface OutputSource {
  readonly from: 'graph' | 'input';
  readonly name: string;
}

/** Takes out of a graph what an executor need not deal with: outputs that are inputs, and values with two names. */
export function planOutputs(graph: Graph): OutputPlan {
  const passed = new Map(graph.inputs.map(({ name, value }) => [value, name]));
  const results = new Map<NamedValue['value'], string>();
  const sources = new Map<string, OutputSource>();
  for (const { name, value } of graph.outputs) {
    const input = passed.get(value);
    if (input === undefined && !results.has(value)) results.set(value, name);
    sources.set(
      name,
      input === undefined
        ? { from: 'graph', name: results.get(value) ?? name }
        : { from: 'input', name: input },
    );
  }
  const needed = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
  return {
    sources,
    graph: {
      inputs: graph.inputs.filter(({ value }) => needed.has(value)),
      nodes: graph.nodes,
      outputs: Array.from(results, ([value, name]) => ({ name, value })),
    },
  };
}
