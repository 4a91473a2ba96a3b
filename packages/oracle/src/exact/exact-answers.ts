import {
  type FlowAnswers,
  type FlowPath,
  type FlowQuestions,
  type HeadAnswer,
  type HeadQuestion,
  HighOrderError,
  identityClock,
  type PathQuestion,
  type PerfectComparison,
  points,
  timeGrid,
} from '@highorder/core';
import { mixturePathOf } from '../problem-mixture.ts';
import { type ExactFields, exactFields } from './exact-fields.ts';
import { type ExactFlow, exactFlow, type FlowPrecision } from './exact-flow.ts';

/** Whose answers are wanted, and how exactly. */
export interface PerfectFlow extends Pick<PerfectComparison, 'problem' | 'clock'>, FlowPrecision {
  /** The orders of its heads; the velocity alone where absent. */
  readonly orders?: readonly number[];
}

/**
 * What a perfect flow says to a metric: its head of order k is the material derivative D^(k-1) u / Dt^(k-1), and its paths are
 * those of the exact flow. Throws where a question has a step d other than 0, which the layout of heads would have to
 * answer, and where the problem has no exact flow.
 */
export function exactAnswers(
  { problem, clock = identityClock, orders = [1], ...precision }: PerfectFlow,
  { heads = [], paths = [] }: FlowQuestions,
): FlowAnswers {
  const path = mixturePathOf(problem);
  const fields = exactFields(path);
  const flow = exactFlow(path, precision);
  return {
    heads: heads.map((question) => exactHeads(fields, orders, question)),
    paths: paths.map(({ from, steps }: PathQuestion) => exactPath(flow, from, timeGrid(clock, steps))),
  };
}

function exactHeads(fields: ExactFields, orders: readonly number[], question: HeadQuestion): HeadAnswer {
  if (question.d !== 0) {
    throw new HighOrderError({
      message: `The exact fields hold at d = 0; the question has d = ${question.d}.`,
    });
  }
  const at = fields.at(question.t);
  return {
    ...question,
    orders: new Map(orders.map((order) => [order, at.material(question.x.values, order)])),
  };
}

function exactPath(flow: ExactFlow, from: PathQuestion['from'], times: Float64Array): FlowPath {
  const moments = flow.follow(from.values, times).map((values) => points(from.dimension, values));
  return { times, moments };
}
