import type { EvaluationRow } from '@highorder/core';
import { formatNumber } from './format.ts';
import {
  distanceText,
  legend,
  type MetricRow,
  metricTable,
  notFiniteText,
  standing,
} from './metric-table.ts';
import { plainTable } from './plain-table.ts';
import type { Skipped } from './run/evaluation.ts';

/**
 * An evaluation as a plain-text table for a terminal: metrics as rows, numbers of sampling steps as columns, the noise
 * floor (mean ± deviation) and what one evaluation resolves last, and below it what the marks mean and which metrics were skipped and why.
 */
export function evaluationTable(rows: readonly EvaluationRow[], skipped: readonly Skipped[]): string {
  const skips = skipped.map(({ metric, reason }) => `Skipped ${metric}: ${reason}`);
  if (rows.length === 0) return ['Nothing was evaluated.', ...skips].join('\n');
  const { steps, evaluations, metrics } = metricTable(rows);
  const table = plainTable({
    head: [
      'steps\nevaluations',
      ...steps.map((count, column) => `${count}\n${evaluations[column]}`),
      'floor',
      'resolves',
    ],
    aligned: ['left', ...steps.map(() => 'right' as const), 'right', 'right'],
    rows: metrics.map(tableRow),
  });
  return [table, ...legendLines(rows), ...skips].join('\n');
}

function tableRow({ metric, cells, floor, floorDeviation, resolution }: MetricRow): string[] {
  return [
    metric,
    ...cells.map((cell) => (cell === undefined ? '-' : valueText(cell))),
    `${formatNumber(floor)} ± ${formatNumber(floorDeviation)}`,
    resolution === undefined ? '' : `± ${formatNumber(resolution)}`,
  ];
}

/** `3.84 (+180)`, `0.28 ~`: told from the floor, and not. `not finite (3 of 64)` with the samples that are to blame. */
function valueText(row: EvaluationRow): string {
  const place = standing(row);
  const value = formatNumber(row.value);
  const blamed = notFiniteText(row);
  if (blamed !== '') return `${value} (${blamed})`;
  if (place === 'unknown') return value;
  return place === 'unresolved' ? `${value} ~` : `${value} (${distanceText(row)})`;
}

function legendLines(rows: readonly EvaluationRow[]): readonly string[] {
  const found = new Set(rows.map(standing));
  const blamed = rows.map(notFiniteText).find((text) => text !== '');
  return [
    ...(blamed === undefined ? [] : [`not finite (${blamed}): ${legend.notFinite}`]),
    ...(found.has('unresolved') ? [`~ ${legend.unresolved}`] : []),
    ...(found.has('resolved') ? [legend.resolved] : []),
  ];
}
