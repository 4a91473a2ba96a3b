import { type Clock, type Flow, identityClock } from '@highorder/core';
import {
  flowMapFixedPoint,
  type Ladder,
  paperFixedPoint,
  type PointFlow,
  taylorStep,
} from '@highorder/oracle';
import { averagedFlow, type Trajectories } from './averaged-flow.ts';
import type { DifferentiableFlow } from './differentiable-flow.ts';
import { flowOf } from './example-flows.ts';
import { onRows } from './on-rows.ts';
import type { SolvedProblem } from './solved-problem.ts';

/** Which field a head of order k is at d = 0: the derivative of the flow, or E[x^(k) | x]. */
export type SolvingFields = 'material' | 'conditional';

/** What a problem knows of its flow. */
export type KnownFlow = Pick<SolvedProblem, 'trajectories' | 'conditional'>;

/**
 * Exact heads: u_k is the field of order k and ignores d for k < K; u_K is the average that makes the Taylor step of order K exact
 * for any d. With `conditional` fields that is no exact step, and only rows with d = 0 are meant.
 */
export function exactHeads(
  { trajectories, conditional }: KnownFlow,
  highest: number,
  fields: SolvingFields = 'material',
): DifferentiableFlow {
  return averagedFlow(
    fields === 'material' ? trajectories : { ...trajectories, derivative: conditional },
    highest,
  );
}

/**
 * Heads whose Taylor step of order K is what a self-consistency rule makes of the exact derivatives on a ladder: Taylor steps of
 * half of the finest step, one after the other.
 */
export function ladderHeads(
  { trajectories }: KnownFlow,
  highest: number,
  ladder: LadderChoice,
): DifferentiableFlow {
  const step = flowMapFixedPoint(taylorStep(highest), onHost(trajectories), withSlack(ladder));
  return averagedFlow(
    { ...trajectories, move: (x, from, to) => step({ x, t: from, d: to - from }) },
    highest,
  );
}

/**
 * Heads of orders 1 ... K that the rule of the HOMO paper settles on: u_1 is its fixed point, in which curvature counts twice; higher
 * heads are the derivatives of the flow. No exact flow has no loss there.
 */
export function paperHeads({ trajectories }: KnownFlow, highest: number, ladder: LadderChoice): Flow {
  const flow = paperFixedPoint(onHost(trajectories), withSlack(ladder), highest);
  return flowOf(2, highest, (at, k) => onRows(at, (place) => flow.order(k, place)));
}

/** The finest step of a ladder, and the clock on which it is that. */
export interface LadderChoice {
  readonly finest: number;
  readonly clock?: Clock;
}

/** Times come back from float32: a step of the finest length must not count as finer. */
function withSlack({ finest, clock = identityClock }: LadderChoice): Ladder {
  return { clock, finest: finest * (1 - 1e-3) };
}

function onHost({ derivative }: Trajectories): PointFlow {
  return { order: (k, { x, t }) => derivative(x, t, k) };
}
