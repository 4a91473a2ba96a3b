import type { Graph, Pass } from '../graph/graph.ts';
import { biases } from './biases.ts';
import { broadcasts } from './broadcasts.ts';
import { commonSubexpressions } from './common-subexpressions.ts';
import { constantFolding } from './constant-folding.ts';
import { deadCode } from './dead-code.ts';
import { identities } from './identities.ts';
import { noOperations } from './no-operations.ts';
import { pieces } from './pieces.ts';
import { products } from './products.ts';
import { reshapes } from './reshapes.ts';
import { scales } from './scales.ts';

/**
 * In this order, again and again until nothing changes. Dead code and common subexpressions come first, so that the
 * others see what is really used, and how often; numbers are folded before factors are moved; shapes come last,
 * because the others leave reshapes behind.
 */
const repeated: readonly Pass[] = [
  deadCode,
  commonSubexpressions,
  broadcasts,
  identities,
  constantFolding,
  scales,
  pieces,
  products,
  noOperations,
];

/** Once, when all is settled: a product with its bias would hide from the passes above. */
const last: readonly Pass[] = [biases, noOperations, commonSubexpressions, deadCode];

/** Passes make a graph smaller or move something one way, so that they come to an end; this only guards against a mistake. */
const MOST_ROUNDS = 100;

/** An equal graph of fewer and cheaper nodes; what changes in the last digits each pass says. */
export function simplify(graph: Graph): Graph {
  const settled = runUntilSettled(graph, repeated);
  return runOnce(withFewerReshapes(settled), last);
}

/** Moving reshapes helps where they meet others; elsewhere it may add some. */
function withFewerReshapes(graph: Graph): Graph {
  const moved = runUntilSettled(graph, [reshapes, ...repeated]);
  return moved.nodes.length < graph.nodes.length ? moved : graph;
}

function runUntilSettled(graph: Graph, passes: readonly Pass[]): Graph {
  let current = graph;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = runOnce(current, passes);
    if (next === current) break;
    current = next;
  }
  return current;
}

function runOnce(graph: Graph, passes: readonly Pass[]): Graph {
  return passes.reduce((current, pass) => pass.run(current), graph);
}
