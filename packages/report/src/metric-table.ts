import type { EvaluationRow } from '@highorder/core';

/** Where a value lies against the noise floor: within two deviations of its mean, or on either side. */
export type Standing = 'within' | 'above' | 'below' | 'unknown';

/** One metric over numbers of steps. */
export interface MetricRow {
  readonly metric: string;
  /** By column of the table; undefined where the metric was not measured. */
  readonly cells: readonly (EvaluationRow | undefined)[];
  /** The noise floor of the first cell that has one. */
  readonly floor: number;
  readonly floorDeviation: number;
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

/** Where the value of a row lies: within means at most two floor deviations from the floor's mean. */
export function standing({ value, floor, floorDeviation }: EvaluationRow): Standing {
  const margin = 2 * floorDeviation;
  if (!Number.isFinite(value) || !Number.isFinite(floor + margin)) return 'unknown';
  if (value > floor + margin) return 'above';
  return value < floor - margin ? 'below' : 'within';
}

function metricRow(metric: string, rows: readonly EvaluationRow[], steps: readonly number[]): MetricRow {
  const { floor = Number.NaN, floorDeviation = Number.NaN } =
    rows.find((row) => Number.isFinite(row.floor)) ?? {};
  return {
    metric,
    cells: steps.map((of) => rows.find((row) => row.steps === of)),
    floor,
    floorDeviation,
  };
}
