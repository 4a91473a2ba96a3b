import type { Graph, Node } from '../graph/graph.ts';
import { addCosts, type Cost, noCost } from './cost.ts';
import { countNode } from './count-node.ts';
import { liveBytes } from './live-bytes.ts';
import { bytesOfAll } from './size.ts';

/** A node with its cost. */
export interface CountedNode {
  readonly node: Node;
  readonly cost: Cost;
}

/** What one run of a graph costs. */
export interface GraphCost {
  readonly total: Cost;
  /** In the order of the graph. */
  readonly nodes: readonly CountedNode[];
  /** By who asked for the operation. */
  readonly byOrigin: ReadonlyMap<string, Cost>;
  /** Bytes that go in and come out. */
  readonly inputBytes: number;
  readonly outputBytes: number;
  /** The most bytes that values hold at once, if nodes run in order and each value goes after its last use. */
  readonly liveBytes: number;
}

/** Counts FLOPs and bytes of a graph, node by node. */
export function countGraph(graph: Graph): GraphCost {
  const nodes = graph.nodes.map((node) => ({ node, cost: countNode(node) }));
  const byOrigin = new Map<string, Cost>();
  for (const { node, cost } of nodes) {
    byOrigin.set(node.origin, addCosts(byOrigin.get(node.origin) ?? noCost, cost));
  }
  return {
    total: nodes.reduce((sum, { cost }) => addCosts(sum, cost), noCost),
    nodes,
    byOrigin,
    inputBytes: bytesOfAll(graph.inputs.map(({ value }) => value)),
    outputBytes: bytesOfAll(graph.outputs.map(({ value }) => value)),
    liveBytes: liveBytes(graph),
  };
}
