import { type Tensor2D } from './tensor.ts';

/**
 * A change of the time coordinate, increasing, that fixes 0 and 1. Networks see the clock instead of t, training
 * draws times and steps on it, and the sampler's grid is uniform on it. The map over [0, 1] is unchanged.
 */
export interface Clock {
  /** Clock reading at time t, both in [0, 1]. */
  reading(t: number): number;
  /** The time at which the clock shows `reading`, both in [0, 1]. */
  time(reading: number): number;
  /** `reading` in the engine, of tensors of shape [rows, 1]. Gradients flow. */
  readingOf(t: Tensor2D): Tensor2D;
}

/** The clock that shows t itself. */
export const identityClock: Clock = {
  reading: (t) => t,
  time: (reading) => reading,
  readingOf: (t) => t,
};

/** The times of `steps` steps from 0 to 1 that are equal on the clock: steps + 1 numbers. */
export function timeGrid(clock: Clock, steps: number): Float64Array {
  return Float64Array.from({ length: steps + 1 }, (_, step) => clock.time(step / steps));
}
