import { type Clock, type Flow, identityClock } from '@highorder/core';
import {
  flowMapFixedPoint,
  halvesOf,
  type Ladder,
  paperFixedPoint,
  type PointFlow,
  type PointMoment,
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
 * half of the finest step, one after the other. A step that is finer than the finest and not 0 is taught by nothing: the head is
 * not a number there.
 */
export function ladderHeads(
  { trajectories }: KnownFlow,
  highest: number,
  choice: LadderChoice,
): DifferentiableFlow {
  const ladder = withSlack(choice);
  const step = flowMapFixedPoint(taylorStep(highest), onHost(trajectories), ladder);
  const move: Trajectories['move'] = (x, from, to) => {
    const at = { x, t: from, d: to - from };
    return isTaught(at, ladder) ? step(at) : x.map(() => Number.NaN);
  };
  return averagedFlow({ ...trajectories, move }, highest);
}

/**
 * Heads of orders 1 ... K that the rule of the HOMO paper settles on: u_1 is its fixed point, in which curvature counts twice; higher
 * heads are the derivatives of the flow. No exact flow has no loss there. Finer steps as in `ladderHeads`.
 */
export function paperHeads({ trajectories }: KnownFlow, highest: number, choice: LadderChoice): Flow {
  const ladder = withSlack(choice);
  const flow = paperFixedPoint(onHost(trajectories), ladder, highest);
  return flowOf(2, highest, (at, k) =>
    onRows(at, (place) =>
      k > 1 || place.d === 0 || isTaught(place, ladder)
        ? flow.order(k, place)
        : place.x.map(() => Number.NaN),
    ),
  );
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

function isTaught({ t, d }: Pick<PointMoment, 't' | 'd'>, ladder: Ladder): boolean {
  return halvesOf(ladder, t, d) !== undefined;
}

function onHost({ derivative }: Trajectories): PointFlow {
  return { order: (k, { x, t }) => derivative(x, t, k) };
}
