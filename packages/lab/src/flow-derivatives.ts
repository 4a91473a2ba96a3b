import { type Flow, type FlowPoint, HighOrderError, type TrainingStep } from '@highorder/core';
import {
  type FlowCall,
  lineDerivatives,
  materialDerivatives,
  namedParameters,
  stepDerivatives,
} from '@highorder/engine';
import type { Model, ModelFlow } from './model.ts';
import type { Asks, FlowGraphs } from './record-flow.ts';

/** How the terms of a group differentiate one of these flows, and the steps of one. */
export function flowDerivatives(
  model: Model,
  flows: readonly ModelFlow[],
): Pick<TrainingStep, 'along' | 'material' | 'advanceAlong'> {
  const call = (what: keyof FlowGraphs, chosen: Flow, at: FlowPoint): FlowCall => {
    const flow = flows.find((each) => each === chosen);
    if (flow === undefined) throw otherFlow();
    const graphs = model.graphs[what];
    const graph = graphs.get(at.x.shape[0]);
    if (graph === undefined) throw otherRows(what, at.x.shape[0], [...graphs.keys()]);
    return { graph, at, parameters: namedParameters(model.layout, flow.parameters) };
  };
  return {
    material: (flow, at, order) => materialDerivatives(call('heads', flow, at), order),
    along(flow, at, line, order, head = 1) {
      const heads = call('heads', flow, at);
      // A head that is missing is named by the flow itself.
      if (!flow.orders.includes(head)) flow.at(at).order(head);
      return lineDerivatives(heads, line, { order, head });
    },
    advanceAlong: (flow, from, line, order) => stepDerivatives(call('step', flow, from), line, order),
  };
}

function otherFlow(): HighOrderError {
  return new HighOrderError({
    message: 'A loss term differentiates along a flow that is neither the flow in training nor its teacher.',
    fix: "Pass `step.flow` or `step.teacher` itself to `step.material`, `step.along` and `step.advanceAlong`, and the step's d in the point.",
  });
}

const flagOf: Readonly<Record<keyof FlowGraphs, keyof Asks>> = {
  heads: 'differentiatesFlow',
  step: 'differentiatesStep',
};

function otherRows(what: keyof FlowGraphs, found: number, known: readonly number[]): HighOrderError {
  const expected = known.length === 0 ? undefined : `as many rows as the term's own: ${known.join(' or ')}`;
  return new HighOrderError({
    message: `A loss term differentiates along the flow at ${found} rows, for which it was not recorded.`,
    ...(expected !== undefined && { expected }),
    fix: `Set \`${flagOf[what]}: true\` in the term, and ask at points with the rows of its group.`,
  });
}
