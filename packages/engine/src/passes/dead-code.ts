import type { Pass, Node } from '../graph/graph.ts';

/** Leaves out nodes that no output needs. */
export const deadCode: Pass = {
  name: 'dead code',
  run(graph) {
    const needed = new Set(graph.outputs.map(({ value }) => value));
    const nodes: Node[] = [];
    for (const node of graph.nodes.toReversed()) {
      if (!node.outputs.some((output) => needed.has(output))) continue;
      for (const input of node.inputs) needed.add(input);
      nodes.push(node);
    }
    return nodes.length === graph.nodes.length ? graph : { ...graph, nodes: nodes.reverse() };
  },
};
