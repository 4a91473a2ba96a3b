import { timeGrid } from '@highorder/core';
import { distances, moveAlong, type PointMap, type Spread } from '@highorder/oracle';
import type { Setting } from './setting.ts';

/** The endpoint error of so many steps, in the data's own units. */
export interface CurvePoint extends Spread {
  readonly steps: number;
}

/** Endpoint errors against the number of steps. */
export interface ErrorCurve {
  readonly name: string;
  readonly points: readonly CurvePoint[];
}

/** Where a map carries the points of a setting in equal steps on the clock, in units of training. */
export function endsOf(
  map: PointMap,
  { points, clock }: Pick<Setting, 'points' | 'clock'>,
  steps: number,
): Float64Array {
  return moveAlong(map, points, timeGrid(clock, steps));
}

/** Distances between two sets of ends, in the data's own units. */
export function apart(ends: Float64Array, others: Float64Array, { dimension, scale }: Setting): Spread {
  const { rms, median } = distances(ends, others, dimension);
  return { rms: rms * scale, median: median * scale };
}

/** How a curve is made. */
export interface CurveRequest {
  readonly name: string;
  readonly map: PointMap;
  readonly counts: readonly number[];
  /** Steps down to this length end at the same points, so that one number of them is followed and tells for all. */
  readonly sameDownTo?: number | undefined;
}

/** The errors of a map at every number of steps. */
export function errorCurve(setting: Setting, { name, map, counts, sameDownTo }: CurveRequest): ErrorCurve {
  const known = new Map<number, Spread>();
  const errorAt = (steps: number): Spread => {
    const found = known.get(steps) ?? apart(endsOf(map, setting, steps), setting.ends, setting);
    known.set(steps, found);
    return found;
  };
  const representative = (steps: number) =>
    sameDownTo !== undefined && steps * sameDownTo <= 1 + 1e-9 ? 1 : steps;
  return { name, points: counts.map((steps) => ({ steps, ...errorAt(representative(steps)) })) };
}

/** Whether a curve is the same at every number of steps, but for rounding. */
export function isFlat({ points }: ErrorCurve): boolean {
  const errors = points.map(({ rms }) => rms);
  return Math.max(...errors) - Math.min(...errors) <= 1e-6 * Math.max(...errors);
}
