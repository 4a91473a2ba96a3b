import {
  type Clock,
  type Column,
  type DrawnRows,
  required,
  type Tensor2D,
  type TrainingStep,
} from '@highorder/core';
import type { Rule, RuleInputs } from './rule.ts';

/** Rounding of times must not make a step of exactly the finest size count as finer. */
const SLACK = 1e-6;

/** How a step d is halved, as host columns of width 1. */
export type HalfStepColumns = Readonly<Record<keyof HalfSteps, Column>>;

/** The same in the engine, [rows, 1] each. */
export interface HalfSteps {
  /** d1: the part of d until the middle of the step on the clock. */
  readonly half: Tensor2D;
  /** d2 = d - d1. */
  readonly rest: Tensor2D;
  /** What networks are told as the step of the first half: d1, or 0 where half steps are finer than the finest. */
  readonly seenHalf: Tensor2D;
  /** The same for the second half: d2 or 0. */
  readonly seenRest: Tensor2D;
  /** 1/d; 0 where d = 0, so that a row without a step has no loss. */
  readonly rate: Tensor2D;
}

/**
 * Halves every step on the clock. Where half a step is shorter on the clock than `finest`, the networks are told 0 for
 * both halves: the finest steps rest on instantaneous derivatives, which matching teaches.
 */
function halveSteps({ t, d }: DrawnRows, clock: Clock, finest = 0): HalfStepColumns {
  const rows = t.length;
  const [half, rest, seenHalf, seenRest, rate] = [
    column(rows),
    column(rows),
    column(rows),
    column(rows),
    column(rows),
  ];
  for (let row = 0; row < rows; row++) {
    const step = halveStep(clock, t[row] as number, d[row] as number);
    const seen = step.reading < finest * (1 - SLACK) ? 0 : 1;
    half.values[row] = step.half;
    rest.values[row] = step.rest;
    seenHalf.values[row] = seen * step.half;
    seenRest.values[row] = seen * step.rest;
    rate.values[row] = step.half + step.rest > 0 ? 1 / (step.half + step.rest) : 0;
  }
  return { half, rest, seenHalf, seenRest, rate };
}

function column(rows: number): { readonly width: 1; readonly values: Float64Array } {
  return { width: 1, values: new Float64Array(rows) };
}

interface HalvedStep {
  readonly half: number;
  readonly rest: number;
  /** The length of either half on the clock. */
  readonly reading: number;
}

function halveStep(clock: Clock, t: number, d: number): HalvedStep {
  const from = clock.reading(t);
  const reading = (clock.reading(t + d) - from) / 2;
  const half = clock.time(from + reading) - t;
  return { half, rest: d - half, reading };
}

/** The columns of `halveSteps` as they come back in the engine. */
function halfStepsOf({ columns }: TrainingStep): HalfSteps {
  const column = (name: keyof HalfSteps) =>
    required(columns[name], `A self-consistency term lacks its column "${name}".`);
  return {
    half: column('half'),
    rest: column('rest'),
    seenHalf: column('seenHalf'),
    seenRest: column('seenRest'),
    rate: column('rate'),
  };
}

/** A rule that compares a step with its two halves: prediction minus target. Gradients flow through the prediction only. */
export function halvingRule(
  orders: readonly number[],
  difference: (inputs: RuleInputs, halves: HalfSteps) => Tensor2D,
): Rule {
  return {
    orders,
    differentiatesStep: false,
    prepare: (rows, clock, { finest }) => halveSteps(rows, clock, finest),
    error: (inputs) => difference(inputs, halfStepsOf(inputs.step)),
  };
}
