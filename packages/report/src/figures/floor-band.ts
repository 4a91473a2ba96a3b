import type { EvaluationRow } from '@highorder/core';
import type { Layer } from './figure.ts';
import type { MetricScale } from './metric-scale.ts';
import { stepsMargin } from './steps-axis.ts';
import { colors } from './theme.ts';

/** What a band needs to know of its panel. */
export interface BandPanel {
  readonly scale: MetricScale;
  /** Numbers of steps on the axis, ascending. */
  readonly steps: readonly number[];
  readonly opacity: number;
}

/** The noise floor of rows of one metric, from edge to edge: a band of mean ± 2 deviations with a line at the mean. */
export function floorBand(
  rows: readonly EvaluationRow[],
  { scale, steps, opacity }: BandPanel,
): readonly Layer[] {
  const axis = { type: 'quantitative' as const, title: null, ...scale.axis };
  const values = bandCorners(rows, scale.least, steps);
  return [
    {
      data: { values },
      mark: { type: 'area', color: colors.floor, opacity },
      encoding: { y: { field: 'low', ...axis }, y2: { field: 'high' } },
    },
    {
      data: { values },
      mark: { type: 'line', color: colors.muted, strokeWidth: 1, strokeDash: [4, 3] },
      encoding: { y: { field: 'mean', ...axis } },
    },
  ];
}

/** The band at each number of steps and at both edges of the axis. */
function bandCorners(rows: readonly EvaluationRow[], least: number, steps: readonly number[]) {
  const known = rows
    .filter((row) => Number.isFinite(row.floor) && Number.isFinite(row.floorDeviation))
    .toSorted((one, other) => one.steps - other.steps)
    .map((row) => ({
      steps: row.steps,
      mean: Math.max(least, row.floor),
      low: Math.max(least, row.floor - 2 * row.floorDeviation),
      high: Math.max(least, row.floor + 2 * row.floorDeviation),
    }));
  return [
    ...known.slice(0, 1).map((row) => ({ ...row, steps: Math.min(...steps) / stepsMargin })),
    ...known,
    ...known.slice(-1).map((row) => ({ ...row, steps: Math.max(...steps) * stepsMargin })),
  ];
}
