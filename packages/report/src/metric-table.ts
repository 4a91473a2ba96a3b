import type { EvaluationRow } from '@highorder/core';
import { floorDistance } from '@highorder/statistics';

/**
 * Where a value lies beside its noise floor: `resolved` where it is further away than one evaluation strays by, `unresolved` where it is not, which
 * says nothing about how good a flow is, and `unknown` without a floor that strays.
 */
export type Standing = 'resolved' | 'unresolved' | 'unknown';

/** One metric over numbers of steps. */
export interface MetricRow {
  readonly metric: string;
  /** By column of the table; undefined where the metric was not measured. */
  readonly cells: readonly (EvaluationRow | undefined)[];
  /** The noise floor of the first cell that has one. */
  readonly floor: number;
  readonly floorDeviation: number;
  /** How far a value must lie from the floor to be told from it (`floorDistance`); undefined where the floor does not stray. */
  readonly resolution: number | undefined;
}

/** Rows of an evaluation as a table: metrics by numbers of steps. */
export interface MetricTable {
  /** Columns, ascending. */
  readonly steps: readonly number[];
  /** Evaluations of the flow that a sample costs, by column. */
  readonly evaluations: readonly number[];
  readonly metrics: readonly MetricRow[];
}

/** Lays rows out as a table: metrics in order of appearance, steps ascending. */
export function metricTable(rows: readonly EvaluationRow[]): MetricTable {
  const steps = [...new Set(rows.map((row) => row.steps))].sort((one, other) => one - other);
  const names = [...new Set(rows.map((row) => row.metric))];
  return {
    steps,
    evaluations: steps.map((of) => rows.find((row) => row.steps === of)?.evaluations ?? Number.NaN),
    metrics: names.map((metric) =>
      metricRow(
        metric,
        rows.filter((row) => row.metric === metric),
        steps,
      ),
    ),
  };
}

/** Whether one evaluation tells the value of a row from its floor. */
export function standing(row: EvaluationRow): Standing {
  const distance = floorDistance(row);
  if (distance === undefined) return 'unknown';
  return distance.resolved ? 'resolved' : 'unresolved';
}

/** How far a resolved value lies from its floor, in standard errors: `+4.2`, `-12`, `+999` at most. Empty for others. */
export function distanceText(row: EvaluationRow): string {
  const distance = floorDistance(row);
  if (distance?.resolved !== true) return '';
  const size = Math.min(999, Math.abs(distance.errors));
  return `${distance.errors < 0 ? '-' : '+'}${size.toFixed(size < 9.95 ? 1 : 0)}`;
}

/** `3 of 64` where so many of the measured samples are not finite, so that the row has no value. Empty for others. */
export function notFiniteText({ notFinite = 0, samples }: EvaluationRow): string {
  return notFinite === 0 ? '' : `${notFinite} of ${samples}`;
}

function metricRow(metric: string, rows: readonly EvaluationRow[], steps: readonly number[]): MetricRow {
  const first = rows.find((row) => Number.isFinite(row.floor));
  const { floor = Number.NaN, floorDeviation = Number.NaN } = first ?? {};
  return {
    metric,
    cells: steps.map((of) => rows.find((row) => row.steps === of)),
    floor,
    floorDeviation,
    resolution: first && floorDistance({ ...first, value: first.floor })?.resolution,
  };
}

/** What the floor, the gray values and the distances mean, in plain words. */
export const legend = {
  floor:
    'Floor: what a perfect flow scores, where that is known, or else the metric between independent draws of the truth; mean ± deviation of one draw.',
  unresolved:
    'not resolved: closer to the floor than one evaluation can tell ("resolves"). The flow may be perfect, or this metric on so few samples may not see its fault.',
  notFinite:
    'so many samples are infinite or not a number. No value is given: the other samples alone would flatter the flow.',
  resolved: 'In parentheses: distance from the floor, in standard errors of (value - floor).',
} as const;
