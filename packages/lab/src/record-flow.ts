import { HighOrderError, type LossTerm, required } from '@highorder/core';
import {
  type Advance,
  type FlowRecording,
  type Graph,
  recordHeads,
  recordStep,
  UnsupportedOperation,
} from '@highorder/engine';
import type { Experiment } from '@highorder/runtime';

/** What Taylor mode can follow, as graphs by the number of rows. Nothing where no term asks. */
export interface FlowGraphs {
  /** u_1 ... u_K, for groups with a term that differentiates along the flow. */
  readonly heads: ReadonlyMap<number, Graph>;
  /** The experiment's step, for groups with a term that differentiates it. */
  readonly step: ReadonlyMap<number, Graph>;
}

/** The part of a term by which it asks for a recording. */
export type Asks = Pick<LossTerm, 'differentiatesFlow' | 'differentiatesStep'>;

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
