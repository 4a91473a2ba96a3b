import type { Points } from './points.ts';

/** Asks every head for its value at points, all at one time and for one step. In the data's own units. */
export interface HeadQuestion {
  readonly x: Points;
  /** In [0, 1]. */
  readonly t: number;
  /** The step that the heads are told; 0 asks for instantaneous derivatives. t + d is at most 1. */
  readonly d: number;
}

/** Asks where the sampler carries points on its way from time 0 to time 1. */
export interface PathQuestion {
  /** Where the paths begin, in the data's own units. */
  readonly from: Points;
  /** Steps of the sampler, equal on the clock. */
  readonly steps: number;
}

/** What a metric asks of the flow itself, beside its samples. */
export interface FlowQuestions {
  readonly heads?: readonly HeadQuestion[];
  readonly paths?: readonly PathQuestion[];
}

/** A question and what the heads say. */
export interface HeadAnswer extends HeadQuestion {
  /**
   * u_k by its order k, row by row as `x`, [count * dimension]: derivatives by time t (never by the clock) of points in the
   * data's own units.
   */
  readonly orders: ReadonlyMap<number, Float64Array>;
}

/** Paths of points: all at the same times. */
export interface FlowPath {
  /** From 0 to 1, ascending. */
  readonly times: Float64Array;
  /** The points at each of the times, in the data's own units; rows keep their places. */
  readonly moments: readonly Points[];
}

/** The answers, in the order of the questions. Host, float64. */
export interface FlowAnswers {
  readonly heads: readonly HeadAnswer[];
  readonly paths: readonly FlowPath[];
}
