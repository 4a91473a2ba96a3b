import type { GaussianMixture } from './gaussian-mixture.ts';
import type { Points } from './points.ts';
import type { RandomStream } from './random/stream.ts';

/**
 * A distribution of points: the source or the target of a flow. Kind `data`.
 *
 * ```ts
 * const segment: Distribution = {
 *   dimension: 1,
 *   sample: (count, random) => points(1, Float64Array.from({ length: count }, () => random.uniform())),
 * };
 * ```
 */
export interface Distribution {
  /** Coordinates of a point. */
  readonly dimension: number;
  /** The exact mixture, where the distribution is one. Oracles, stratified draws and mode metrics need it. */
  readonly mixture?: GaussianMixture | undefined;
  /** `count` independent points, in the data's own units. All randomness comes from `random`. */
  sample(count: number, random: RandomStream): Points;
}
