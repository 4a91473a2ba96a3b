import {
  type Flow,
  type FlowPoint,
  HighOrderError,
  type LossTerm,
  required,
  type TrainingStep,
} from '@highorder/core';
import {
  type Advance,
  type FlowCall,
  type FlowRecording,
  type Graph,
  lineDerivatives,
  materialDerivatives,
  namedParameters,
  recordHeads,
  recordStep,
  stepDerivatives,
  UnsupportedOperation,
} from '@highorder/engine';
import type { Experiment } from '@highorder/runtime';
import type { Model, ModelFlow } from './model.ts';

/** What Taylor mode can follow, as graphs by the number of rows. Nothing where no term asks. */
export interface FlowGraphs {
  /** u_1 ... u_K, for groups with a term that differentiates along the flow. */
  readonly heads: ReadonlyMap<number, Graph>;
  /** The experiment's step, for groups with a term that differentiates it. */
  readonly step: ReadonlyMap<number, Graph>;
}

/** The part of a term by which it asks for a recording. */
type Asks = Pick<LossTerm, 'differentiatesFlow' | 'differentiatesStep'>;

/** Records flow and step when the model is made, so that nothing is recorded inside of a gradient. */
export function recordFlow(
  experiment: Experiment,
  parts: Omit<FlowRecording, 'rows'>,
  advance: Advance,
): FlowGraphs {
  return {
    heads: recordings(experiment, 'differentiatesFlow', (rows) => recordHeads({ ...parts, rows })),
    step: recordings(experiment, 'differentiatesStep', (rows) => recordStep({ ...parts, rows }, advance)),
  };
}

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

/** One graph for each number of rows of the groups with a term that asks. */
function recordings(
  { rowPlan, losses }: Experiment,
  asks: keyof Asks,
  record: (rows: number) => Graph,
): ReadonlyMap<number, Graph> {
  const graphs = new Map<number, Graph>();
  for (const { rows, terms } of rowPlan) {
    const asking = terms.find((index) => required(losses[index], 'A plan of rows names losses.').term[asks]);
    if (asking === undefined || graphs.has(rows)) continue;
    graphs.set(
      rows,
      withReason(`losses.${asking}`, () => record(rows)),
    );
  }
  return graphs;
}

function withReason(where: string, record: () => Graph): Graph {
  try {
    return record();
  } catch (error) {
    if (!(error instanceof UnsupportedOperation)) throw error;
    const asker = error.origin === '' ? 'the flow' : error.origin;
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
