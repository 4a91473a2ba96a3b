import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { mean } from '../sample.ts';
import type { Outcome } from './outcome.ts';

/** Draws that are taken to be behind a floor whose rows do not tell. Few, so that less is claimed. */
const UNTOLD_DRAWS = 3;

/** What a perfect flow scores, over the seeds of a method. */
export interface Floor {
  readonly mean: number;
  /** How much one draw of it strays: the root mean square of the deviations of the rows. */
  readonly deviation: number;
  /** Draws behind it, of all seeds together. */
  readonly draws: number;
  /** Standard error of the mean: deviation / sqrt(draws). */
  readonly error: number;
  /** Degrees of freedom of the deviation: draws - 1 of each row, summed. */
  readonly degrees: number;
}

/** The floor that rows state, or undefined where none of them knows one. */
export function floorOf(rows: readonly Outcome[]): Floor | undefined {
  const known = rows.filter(({ floor }) => Number.isFinite(floor));
  if (known.length === 0) return undefined;
  const squares = known.map(({ floorDeviation = 0 }) => floorDeviation ** 2).filter(Number.isFinite);
  const deviation = squares.length === 0 ? 0 : Math.sqrt(mean(squares));
  const counts = known.map(({ draws = UNTOLD_DRAWS }) => draws);
  const draws = counts.reduce((sum, count) => sum + count, 0);
  return {
    ...{ mean: mean(known.map(({ floor }) => floor)), deviation, draws },
    error: deviation / Math.sqrt(draws),
    degrees: counts.reduce((sum, count) => sum + count - 1, 0),
  };
}

/**
 * The least difference between two single evaluations that one can tell from chance: t(0.975, degrees) sqrt(2) deviation, for
 * evaluations that stray as the floor does, independently. Undefined where the floor is unknown or does not stray: then it tells nothing
 * about evaluations.
 */
export function resolutionOf(floor: Floor | undefined): number | undefined {
  if (floor === undefined || floor.deviation === 0 || floor.degrees < 1) return undefined;
  return studentQuantile(0.975, floor.degrees) * Math.SQRT2 * floor.deviation;
}

/** One value of one run, beside its floor. */
export type FlooredValue = Pick<Outcome, 'value' | 'floor' | 'floorDeviation' | 'draws'>;

/** How far one value lies from its floor. */
export interface FloorDistance {
  /** (value - floor) / (deviation sqrt(1 + 1 / draws)): in standard errors of that difference. Negative below the floor. */
  readonly errors: number;
  /** What one evaluation resolves: t(0.975, draws - 1) standard errors, in the metric's units. */
  readonly resolution: number;
  /** Whether the value lies further from the floor than that. */
  readonly resolved: boolean;
}

/**
 * How far one value is from what a perfect flow scores: a perfect flow strays from the mean of its floor's draws further than the resolution in 1 of 20
 * evaluations. Undefined where value or floor are not finite, or the floor does not stray: a scale is not known then.
 */
export function floorDistance(row: FlooredValue): FloorDistance | undefined {
  const { value, floor, floorDeviation = 0, draws = UNTOLD_DRAWS } = row;
  const error = floorDeviation * Math.sqrt(1 + 1 / draws);
  const gap = value - floor;
  if (!Number.isFinite(gap) || !(error > 0) || draws < 2) return undefined;
  const resolution = studentQuantile(0.975, draws - 1) * error;
  return { errors: gap / error, resolution, resolved: Math.abs(gap) > resolution };
}
