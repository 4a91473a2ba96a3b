import { required, type TensorRecord, tf } from '@highorder/core';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Graph, Pass } from '../graph/graph.ts';
import { replay } from '../replay/replay.ts';
import { randomGraphs } from './random-graphs.ts';
import { filled } from './same-as-eager.ts';

/** Larger intermediate values leave too few digits to compare. */
const LARGEST = 1e3;

/** On random graphs, a pass keeps all values, names and shapes, and gives the very graph where it changes nothing. */
export function expectPassKeepsValues(pass: Pass, runs: number): void {
  let changed = 0;
  fc.assert(
    fc.property(randomGraphs, (graph) => {
      const scale = largestValue(graph);
      fc.pre(scale < LARGEST);
      const after = pass.run(graph);
      if (after !== graph) changed += 1;
      expectSameValues(graph, after, scale);
    }),
    { numRuns: runs, seed: 5 },
  );
  expect(changed).toBeGreaterThan(0);
}

/** Both graphs give the same outputs for the inputs of random graphs. */
export function expectSameValues(before: Graph, after: Graph, scale = 1): void {
  tf.tidy(() => {
    const [expected, found] = [replay(before, inputsOf(before)), replay(after, inputsOf(before))];
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [name, tensor] of Object.entries(expected)) {
      const other = required(found[name], name);
      expect([other.shape, other.dtype]).toEqual([tensor.shape, tensor.dtype]);
      const error = Number(tf.max(tf.abs(tf.sub(other, tensor))).dataSync()[0]);
      expect(error).toBeLessThanOrEqual(1e-5 * (1 + scale));
    }
  });
}

function inputsOf({ inputs }: Graph): TensorRecord {
  return Object.fromEntries(
    inputs.map(({ name, value: { shape } }, index) => {
      const { values } = filled(shape, -1, 1.2, index);
      return [name, tf.tensor([...values], [...shape])];
    }),
  );
}

function largestValue(graph: Graph): number {
  const values = graph.nodes.flatMap(({ outputs }) => outputs).filter(({ type }) => type === 'float32');
  const all = { ...graph, outputs: values.map((value, index) => ({ name: `${index}`, value })) };
  return tf.tidy(() => {
    const tensors = Object.values(replay(all, inputsOf(graph)));
    return Math.max(1, ...tensors.map((tensor) => Number(tf.max(tf.abs(tensor)).dataSync()[0])));
  });
}

/** What the nodes of a graph do, constants left out. */
export function namesOf({ nodes }: Graph): readonly string[] {
  return nodes
    .filter(({ operation }) => operation.kind !== 'constant')
    .map(({ operation }) => ('name' in operation ? operation.name : operation.kind));
}
