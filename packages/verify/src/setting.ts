import {
  type AffineMap,
  type Clock,
  type GaussianMixture,
  InputError,
  type Points,
  randomStream,
  toUnits,
} from '@highorder/core';
import type { Model } from '@highorder/lab';
import {
  exactFlow,
  lacksExactFlow,
  type MixturePath,
  mixturePathOf,
  stratifiedDraws,
} from '@highorder/oracle';

/** A problem in units of training, with source points and where the exact flow carries them. */
export interface Setting {
  readonly path: MixturePath;
  readonly clock: Clock;
  readonly dimension: number;
  /** The data's units for one of training. */
  readonly scale: number;
  /** The source points, in the data's own units. */
  readonly sources: Points;
  /** The same in units of training, row by row. */
  readonly points: Float64Array;
  /** Where the exact flow carries them, in units of training. */
  readonly ends: Float64Array;
}

/** Points to measure on: fewer where one costs a pass over hundreds of pairs of components, or a hundred thousand. */
function pointsFor(pairs: number): number {
  if (pairs <= 80) return 64;
  if (pairs <= 500) return 32;
  return pairs <= 20_000 ? 16 : 4;
}

/** Far below all that is measured, and far quicker than rounding. */
const TOLERANCE = 1e-11;

/**
 * The problem of a model, where exact fields speak about it. Points are a stratified draw from the source, the same for
 * every seed of the experiment. Throws `InputError` where the problem has no exact flow.
 */
export function settingOf({ experiment, units, view }: Model, count?: number): Setting {
  const reason = lacksExactFlow(experiment);
  if (reason !== undefined) {
    throw new InputError({
      message: `Exact fields are not known here: ${reason}`,
      expected: 'Gaussian mixtures on both sides, such as problems/four-modes',
    });
  }
  const { source, target, interpolant } = mixturePathOf(experiment);
  const path = { source: inUnits(source, units), target: inUnits(target, units), interpolant };
  const pairs = source.components.length * target.components.length;
  const chosen = count ?? pointsFor(pairs);
  const sources = stratifiedDraws(source, chosen, randomStream({ seed: 0, purpose: 'verify/source' }));
  const points = toUnits(units, sources).values;
  const ends = exactFlow(path, { tolerance: TOLERANCE }).move(points, 0, 1);
  return {
    ...{ path, clock: view.clock, dimension: source.dimension, scale: units.scale },
    ...{ sources, points, ends },
  };
}

/** A mixture under z = (x - center) / scale. */
function inUnits({ dimension, components }: GaussianMixture, { center, scale }: AffineMap): GaussianMixture {
  return {
    dimension,
    components: components.map(({ weight, mean, covariance }) => ({
      weight,
      mean: mean.map((value, axis) => (value - Number(center[axis])) / scale),
      covariance: covariance.map((value) => value / scale ** 2),
    })),
  };
}
