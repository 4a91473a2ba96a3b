import { mean } from '../sample.ts';
import type { Outcome } from './outcome.ts';

/** What a perfect flow scores, over the seeds of a method. */
export interface Floor {
  readonly mean: number;
  /** How much one draw of it strays: the root mean square of the deviations of the rows. */
  readonly deviation: number;
}

/** The floor that rows state, or undefined where none of them knows one. */
export function floorOf(rows: readonly Outcome[]): Floor | undefined {
  const floors = rows.map(({ floor }) => floor).filter(Number.isFinite);
  if (floors.length === 0) return undefined;
  const squares = rows
    .map(({ floorDeviation = 0 }) => floorDeviation ** 2)
    .filter((square) => Number.isFinite(square));
  return { mean: mean(floors), deviation: squares.length === 0 ? 0 : Math.sqrt(mean(squares)) };
}

/** Half the width of the band of a floor: two deviations, as everywhere in the reports. */
export function bandOf(floor: Floor | undefined): number {
  return floor === undefined ? 0 : 2 * floor.deviation;
}

/** Whether a mean cannot be told from a perfect flow: it is not worse than the floor by more than the band. */
export function isWithinFloor(value: number, floor: Floor | undefined, higherIsBetter: boolean): boolean {
  if (floor === undefined) return false;
  const worseBy = higherIsBetter ? floor.mean - value : value - floor.mean;
  return worseBy <= bandOf(floor);
}
