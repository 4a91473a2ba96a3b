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
import { knownEnds, rowsOf } from './known-ends.ts';

/** A problem in units of training, with source points and where the exact flow carries them. */
export interface Setting {
  readonly path: MixturePath;
  readonly clock: Clock;
  readonly dimension: number;
  /** The data's units for one of training. */
  readonly scale: number;
  /** The source points whose ends are known, in the data's own units; all, where none is. */
  readonly sources: Points;
  /** How many were drawn, and how many of them have a known end: one that rounding, which grows on the way, does not decide. */
  readonly drawn: number;
  readonly known: number;
  /** The same in units of training, row by row. */
  readonly points: Float64Array;
  /** Where the exact flow carries them, in units of training. */
  readonly ends: Float64Array;
}

/** Points to measure on: fewer where one costs a pass over hundreds of pairs of components, or a hundred thousand. Points whose ends are not known are left out. */
function pointsFor(pairs: number): number {
  if (pairs <= 80) return 64;
  if (pairs <= 500) return 32;
  return pairs <= 20_000 ? 16 : 8;
}

/** Of the exact flow: far below all that is measured, and a little above rounding. */
export const TOLERANCE = 1e-13;

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
  const { dimension } = source;
  const flow = exactFlow(path, { tolerance: TOLERANCE });
  const { known, rows, ...followed } = knownEnds(flow, toUnits(units, sources).values, dimension);
  return {
    ...{ path, clock: view.clock, dimension, scale: units.scale, drawn: chosen, known },
    ...followed,
    sources: { count: rows.length, dimension, values: rowsOf(sources.values, rows, dimension) },
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
