import type { Clock } from './clock.ts';
import type { Interval } from './interval.ts';
import type { RandomStream } from './random/stream.ts';

/** A time and a step length for each row, [rows] each, in units of t. */
export interface Times {
  readonly t: Float64Array;
  /** The step that a prediction at t is meant for; 0 for instantaneous derivatives. */
  readonly d: Float64Array;
}

/** What a time sampler needs to draw. */
export interface TimeRequest {
  readonly rows: number;
  /** Where t may lie, in units of t. */
  readonly domain: Interval;
  /** Times and steps are drawn on this clock. */
  readonly clock: Clock;
  readonly random: RandomStream;
}

/** Draws t and d for the rows of a group. t lies in the domain, and t + d never passes 1. Kind `time-sampler`. */
export interface TimeSampler {
  /** The times this sampler insists on. Without it, it follows the domain of the path. */
  readonly interval?: Interval | undefined;
  /** Its smallest step above 0 on the clock, where it has one. Self-consistency takes half of it as instantaneous. */
  readonly finest?: number | undefined;
  draw(request: TimeRequest): Times;
}
