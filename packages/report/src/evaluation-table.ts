import type { EvaluationRow } from '@highorder/core';
import { formatNumber } from './format.ts';
import { type MetricRow, metricTable, type Standing, standing } from './metric-table.ts';
import { plainTable } from './plain-table.ts';
import type { Skipped } from './run/evaluation.ts';

const marks: Readonly<Record<Standing, string>> = { within: '*', below: '<', above: ' ', unknown: ' ' };

/**
 * An evaluation as a plain-text table for a terminal: metrics as rows, numbers of sampling steps as columns, the noise
 * floor (mean ± deviation) last, and below it what the marks mean and which metrics were skipped and why.
 */
export function evaluationTable(rows: readonly EvaluationRow[], skipped: readonly Skipped[]): string {
  const skips = skipped.map(({ metric, reason }) => `Skipped ${metric}: ${reason}`);
  if (rows.length === 0) return ['Nothing was evaluated.', ...skips].join('\n');
  const { steps, evaluations, metrics } = metricTable(rows);
  const table = plainTable({
    head: [
      'steps\nevaluations',
      ...steps.map((count, column) => `${count} \n${evaluations[column]} `),
      'floor',
    ],
    aligned: ['left', ...steps.map(() => 'right' as const), 'right'],
    rows: metrics.map(tableRow),
  });
  return [table, ...legend(rows), ...skips].join('\n');
}

function tableRow({ metric, cells, floor, floorDeviation }: MetricRow): string[] {
  const values = cells.map((cell) =>
    cell === undefined ? '- ' : `${formatNumber(cell.value)}${marks[standing(cell)]}`,
  );
  return [metric, ...values, `${formatNumber(floor)} ± ${formatNumber(floorDeviation)}`];
}

function legend(rows: readonly EvaluationRow[]): readonly string[] {
  const found = new Set(rows.map(standing));
  return [
    ...(found.has('within')
      ? ['* within two deviations of the floor: as good as a fresh draw of the truth']
      : []),
    ...(found.has('below') ? ['< below that band: fresh draws of the truth do not get so low'] : []),
  ];
}
