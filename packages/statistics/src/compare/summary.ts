import type { ConfidenceInterval } from '../intervals/confidence-interval.ts';
import { intervalOfMean } from '../intervals/interval-of.ts';
import { medianInterval } from '../intervals/median-interval.ts';
import { mean, median } from '../sample.ts';
import { type Floor, floorOf } from './floor.ts';
import type { FloorGap, FloorStatement } from './floor-gap.ts';
import type { Comparing } from './options.ts';
import type { Outcome } from './outcome.ts';

/** One method in a cell of the table, by itself. */
export interface Summary {
  readonly method: string;
  /** Seeds with a row, ascending. */
  readonly seeds: readonly number[];
  /** Those of them whose value is not finite. Where there is one, nothing below is known: a mean without it would flatter. */
  readonly failed: readonly number[];
  readonly mean: number | undefined;
  /** Undefined also for one seed. */
  readonly interval: ConfidenceInterval | undefined;
  readonly median: number | undefined;
  /** Percentile bootstrap over all samples (`medianInterval`). Undefined also for one seed. */
  readonly medianInterval: ConfidenceInterval | undefined;
  /** Undefined where no row knows a floor. */
  readonly floor: Floor | undefined;
  /** How far it is from a perfect flow; undefined where the floor is unknown, a run failed, or for one seed. */
  readonly floorGap: FloorGap | undefined;
  /**
   * `at the floor`: surely less than the stated margin above a perfect flow. `below the floor`: surely better than a perfect flow can be,
   * which is collapse or memory, not quality. Undefined: neither is sure.
   */
  readonly floorStatement: FloorStatement | undefined;
}

/** A summary before the whole table is known. */
export type OpenSummary = Omit<Summary, 'floorGap' | 'floorStatement'>;

/** Sums up the rows of one method in one cell. */
export function summarize(method: string, rows: readonly Outcome[], comparing: Comparing): OpenSummary {
  const values = rows.map(({ value }) => value);
  const failed = rows.filter(({ value }) => !Number.isFinite(value)).map(({ seed }) => seed);
  const known = failed.length === 0;
  return {
    method,
    seeds: rows.map(({ seed }) => seed),
    failed,
    mean: known ? mean(values) : undefined,
    median: known ? median(values) : undefined,
    ...(known && values.length > 1 ? intervals(rows, comparing) : noIntervals),
    floor: floorOf(rows),
  };
}

const noIntervals = { interval: undefined, medianInterval: undefined };

function intervals(
  rows: readonly Outcome[],
  { interval, level, resamples, seed }: Comparing,
): Pick<Summary, 'interval' | 'medianInterval'> {
  const values = rows.map(({ value }) => value);
  const resampling = { level, resamples, seed, purpose: `values/${nameOf(rows[0])}` };
  return {
    interval: intervalOfMean(interval, values, resampling),
    medianInterval: medianInterval(values, level),
  };
}

/** Names the stream of a cell and a method, so that no number depends on what else is in the table. */
export function nameOf(row: Outcome | undefined): string {
  return JSON.stringify([row?.problem, row?.metric, row?.steps, row?.method]);
}
