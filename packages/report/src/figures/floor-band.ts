import type { EvaluationRow } from '@highorder/core';
import type { Layer } from './figure.ts';
import type { MetricScale } from './metric-scale.ts';
import { colors } from './theme.ts';

/** The noise floor of rows of one metric: a band of mean ± 2 deviations with a line at the mean. */
export function floorBand(
  rows: readonly EvaluationRow[],
  { least }: MetricScale,
  opacity = 0.45,
): readonly Layer[] {
  const values = rows
    .filter((row) => Number.isFinite(row.floor) && Number.isFinite(row.floorDeviation))
    .map(({ steps, floor, floorDeviation }) => ({
      steps,
      mean: Math.max(least, floor),
      low: Math.max(least, floor - 2 * floorDeviation),
      high: Math.max(least, floor + 2 * floorDeviation),
    }));
  return [
    {
      data: { values },
      mark: { type: 'area', color: colors.floor, opacity },
      encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
    },
    {
      data: { values },
      mark: { type: 'line', color: colors.muted, strokeWidth: 1, strokeDash: [4, 3] },
      encoding: { y: { field: 'mean', type: 'quantitative' } },
    },
  ];
}
