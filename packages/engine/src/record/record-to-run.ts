import type { TensorRecord } from '@highorder/core';
import type { Graph } from '../graph/graph.ts';
import { withoutStops } from '../passes/without-stops.ts';
import { type InputSpec, record } from './record.ts';

/**
 * As `record`, for a graph that is run and never differentiated: gradients were taken while it was recorded, so that stops
 * of gradients have done their work and are left out.
 */
export function recordToRun(
  compute: (inputs: TensorRecord) => TensorRecord,
  inputs: Readonly<Record<string, InputSpec>>,
): Graph {
  return withoutStops.run(record(compute, inputs));
}
