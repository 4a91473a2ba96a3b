import { type Flow, type FlowPoint, HighOrderError, type TrainingStep } from '@highorder/core';
import {
  type FlowRecording,
  type Graph,
  lineDerivatives,
  materialDerivatives,
  namedParameters,
  recordVelocity,
  UnsupportedOperation,
  type VelocityCall,
} from '@highorder/engine';
import type { Experiment } from '@highorder/runtime';
import type { Model, ModelFlow } from './model.ts';

/**
 * The operations of u_1, by the number of rows of each group with a term that differentiates along the flow. Recorded
 * when the model is made, so that nothing is recorded inside of a gradient. None where no term asks.
 */
export function recordVelocities(
  { rowPlan, losses }: Experiment,
  parts: Omit<FlowRecording, 'rows'>,
): ReadonlyMap<number, Graph> {
  const graphs = new Map<number, Graph>();
  for (const { rows, terms } of rowPlan) {
    const asking = terms.find((index) => losses[index]?.term.differentiatesFlow === true);
    if (asking === undefined || graphs.has(rows)) continue;
    graphs.set(rows, recorded({ ...parts, rows }, `losses.${asking}`));
  }
  return graphs;
}

/** How the terms of a group differentiate along one of these flows. */
export function flowDerivatives(
  model: Model,
  flows: readonly ModelFlow[],
): Pick<TrainingStep, 'along' | 'material'> {
  const call = (chosen: Flow, at: FlowPoint): VelocityCall => {
    const flow = flows.find((each) => each === chosen);
    if (flow === undefined) throw otherFlow();
    const graph = model.velocities.get(at.x.shape[0]);
    if (graph === undefined) throw otherRows(at.x.shape[0], [...model.velocities.keys()]);
    return { graph, at, parameters: namedParameters(model.layout, flow.parameters) };
  };
  return {
    material: (flow, at, order) => materialDerivatives(call(flow, at), order),
    along: (flow, at, line, order) => lineDerivatives(call(flow, at), line, order),
  };
}

function recorded(recording: FlowRecording, where: string): Graph {
  try {
    return recordVelocity(recording);
  } catch (error) {
    if (!(error instanceof UnsupportedOperation)) throw error;
    const asker = error.origin === '' ? 'The velocity' : error.origin;
    throw new HighOrderError({
      where,
      message: `This term differentiates along the flow, but ${asker} uses the operation ${error.kernel}, which cannot be followed.`,
      fix: 'Write the network with other tf operations, or choose a loss that does not differentiate along the flow.',
      cause: error,
    });
  }
}

function otherFlow(): HighOrderError {
  return new HighOrderError({
    message: 'A loss term differentiates along a flow that is neither the flow in training nor its teacher.',
    fix: "Pass `step.flow` or `step.teacher` itself to `step.material` and `step.along`, and the step's d in the point.",
  });
}

function otherRows(found: number, known: readonly number[]): HighOrderError {
  const expected = known.length === 0 ? undefined : `as many rows as the term's own: ${known.join(' or ')}`;
  return new HighOrderError({
    message: `A loss term differentiates along the flow at ${found} rows, for which it was not recorded.`,
    ...(expected !== undefined && { expected }),
    fix: 'Set `differentiatesFlow: true` in the term, and ask at points with the rows of its group.',
  });
}
