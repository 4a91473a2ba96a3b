import type { Graph, Value } from '../graph/graph.ts';
import { bytesOf, bytesOfAll } from './size.ts';

/**
 * The most bytes that the values of a graph hold at once, if nodes run in their order, a result is made while its
 * inputs are still there, and a value goes after its last use. Inputs, constants and outputs stay throughout.
 */
export function liveBytes(graph: Graph): number {
  const staying = new Set<number>(
    [...graph.inputs, ...graph.outputs].map(({ value }) => value.id).concat(constantIds(graph)),
  );
  const lastUse = new Map<number, number>();
  graph.nodes.forEach(({ inputs }, index) => {
    for (const { id } of inputs) lastUse.set(id, index);
  });
  let held = bytesOfAll(graph.inputs.map(({ value }) => value));
  let most = held;
  graph.nodes.forEach(({ inputs, outputs }, index) => {
    held += bytesOfAll(outputs);
    most = Math.max(most, held);
    const finished = [...distinct(inputs), ...outputs].filter(
      ({ id }) => !staying.has(id) && (lastUse.get(id) ?? index) === index,
    );
    held -= finished.reduce((sum, value) => sum + bytesOf(value), 0);
  });
  return most;
}

function constantIds({ nodes }: Graph): readonly number[] {
  return nodes.flatMap(({ operation, outputs }) =>
    operation.kind === 'constant' ? outputs.map(({ id }) => id) : [],
  );
}

/** An operation may take the same value twice. */
function distinct(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [value.id, value])).values()];
}
