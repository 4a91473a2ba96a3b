import type { TensorRecord } from '@highorder/core';
import type { Graph } from '../graph/graph.ts';
import { derivative } from './derivative.ts';
import { lineSeries } from './series.ts';
import { taylor } from './taylor.ts';

/** The outputs of a graph, and how fast they change. */
export interface ValuesAndTangents {
  readonly values: TensorRecord;
  readonly tangents: TensorRecord;
}

/**
 * The outputs of a graph and their directional derivatives, d/ds f(input + s tangent) at s = 0: a product of the
 * Jacobian with a vector, in one forward pass. Inputs without a tangent are held.
 *
 * Both may be differentiated once in the ordinary way. Throws as `taylor` does.
 */
export function jvp(graph: Graph, inputs: TensorRecord, tangents: TensorRecord): ValuesAndTangents {
  const lines = Object.entries(inputs).map(([name, input]) => [name, lineSeries(input, tangents[name] ?? 0)]);
  const outputs = Object.entries(taylor(graph, Object.fromEntries(lines)));
  return {
    values: Object.fromEntries(outputs.map(([name, series]) => [name, series.value()])),
    tangents: Object.fromEntries(outputs.map(([name, series]) => [name, derivative(series, 1)])),
  };
}
