import type { Clock, Columns, DrawnRows, Flow, Tensor2D, TimeSampler, TrainingStep } from '@highorder/core';

/** The side of the Lagrangian condition that is a constant: the velocity at the end, the step, or neither. */
export type HeldSide = 'velocity' | 'step' | 'none';

/** What a rule compares, and how. */
export interface RuleInputs {
  readonly step: TrainingStep;
  /** Makes the target. */
  readonly teacher: Flow;
  /** Whether gradients flow into u_1 in the prediction. */
  readonly gradientsToVelocity: boolean;
  readonly held: HeldSide;
}

/** A rule of self-consistency. */
export interface Rule {
  /** The orders of heads that it needs. */
  readonly orders: readonly number[];
  /** Whether it differentiates the step. */
  readonly differentiatesStep: boolean;
  /** Host: its columns. */
  prepare(rows: DrawnRows, clock: Clock, times: TimeSampler): Columns;
  /** What should be zero, in units of velocity, [rows, dimension]. */
  error(inputs: RuleInputs): Tensor2D;
}
