import type { EvaluationRow } from '@highorder/core';
import { formatCount, formatNumber } from '../format.ts';
import {
  distanceText,
  legend,
  type MetricRow,
  type MetricTable,
  metricTable,
  notFiniteText,
  standing,
} from '../metric-table.ts';
import type { Run } from '../run/run.ts';
import type { Skipped } from '../run/evaluation.ts';
import { html, type Markup } from './markup.ts';
import { scrolling, section } from './section.ts';

/** The table of metrics by numbers of steps with the noise floors. */
export function evaluationSection({ evaluation }: Run): Markup {
  if (evaluation === undefined || evaluation.rows.length === 0) {
    const reasons = evaluation ? skippedList(evaluation.skipped) : undefined;
    return section('evaluation', 'Evaluation', html`<p>This run was not evaluated.</p>`, reasons);
  }
  const { rows, skipped } = evaluation;
  const table = metricTable(rows);
  return section(
    'evaluation',
    'Evaluation',
    scrolling('Evaluation', evaluationTable(table, rows)),
    floorNote,
    skippedList(skipped),
  );
}

function evaluationTable(
  { steps, evaluations, metrics }: MetricTable,
  rows: readonly EvaluationRow[],
): Markup {
  const samples = [...new Set(rows.map((row) => formatCount(row.samples)))].join(' or ');
  return html`<table class="numbers">
<caption>Metrics by number of sampling steps, on ${samples} points a side.</caption>
<thead>
<tr><th scope="col">steps</th>${steps.map((count) => html`<th scope="col">${count}</th>`)}<th scope="col">floor</th></tr>
<tr><th scope="row">evaluations</th>${evaluations.map((count) => html`<td class="muted">${count}</td>`)}<td></td></tr>
</thead>
<tbody>
${metrics.map(metricCells)}
</tbody>
</table>`;
}

function metricCells({ metric, cells, ...floor }: MetricRow): Markup {
  return html`<tr><th scope="row">${metric}</th>${cells.map(valueCell)}${floorCell(floor)}</tr>`;
}

/** The floor, and below it what one evaluation resolves, where that is known. */
export function floorCell({
  floor,
  floorDeviation,
  resolution,
}: Pick<MetricRow, 'floor' | 'floorDeviation' | 'resolution'>): Markup {
  const resolves =
    resolution === undefined
      ? undefined
      : html`<br><span class="range">resolves ± ${formatNumber(resolution)}</span>`;
  return html`<td class="muted">${formatNumber(floor)} ± ${formatNumber(floorDeviation)}${resolves}</td>`;
}

/** A value: gray with the words where it is not told from the floor, else with its distance in standard errors. */
export function valueCell(row: EvaluationRow | undefined): Markup {
  if (row === undefined) return html`<td>–</td>`;
  const place = standing(row);
  const blamed = notFiniteText(row);
  if (blamed !== '') {
    return html`<td class="${place}" title="${legend.notFinite}">${formatNumber(row.value)}<br><span class="range">${blamed} samples</span></td>`;
  }
  const remark = place === 'unresolved' ? 'not resolved' : distanceText(row);
  return html`<td class="${place}">${formatNumber(row.value)}${remark === '' ? undefined : html`<br><span class="range">${remark}</span>`}</td>`;
}

/** What the floor and the remarks mean. */
export const floorNote = html`<p class="small muted">${legend.floor}</p>
<p class="small muted"><span class="unresolved">not resolved</span>${legend.unresolved.replace('not resolved', '')} Otherwise the small number is the distance from the floor, in standard errors of (value - floor); negative values lie below it.</p>`;

function skippedList(skipped: readonly Skipped[]): Markup | undefined {
  if (skipped.length === 0) return undefined;
  return html`<p class="small">Skipped:</p>
<ul class="small">${skipped.map(({ metric, reason }) => html`<li><strong>${metric}</strong>: ${reason}</li>`)}</ul>`;
}
