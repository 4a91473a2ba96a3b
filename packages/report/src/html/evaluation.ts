import type { EvaluationRow } from '@highorder/core';
import { formatCount, formatNumber } from '../format.ts';
import { type MetricRow, type MetricTable, metricTable, standing } from '../metric-table.ts';
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

function metricCells({ metric, cells, floor, floorDeviation }: MetricRow): Markup {
  return html`<tr><th scope="row">${metric}</th>${cells.map(valueCell)}<td class="muted">${formatNumber(floor)} ± ${formatNumber(floorDeviation)}</td></tr>`;
}

/** A value, marked by color and by a sign where it reaches the floor. */
export function valueCell(row: EvaluationRow | undefined): Markup {
  if (row === undefined) return html`<td>–</td>`;
  const place = standing(row);
  const sign = place === 'within' ? ' ✓' : place === 'below' ? ' ▾' : '';
  return html`<td class="${place}">${formatNumber(row.value)}${sign}</td>`;
}

/** What the floor and the marks mean. */
export const floorNote = html`<p class="small muted">Floor: what a perfect flow scores, where that is known, or else the metric between independent draws of the truth; mean ± deviation.
<span class="within key">✓</span> within two deviations of it: as good as a fresh draw.
<span class="below key">▾</span> below that band: fresh draws of the truth do not get so low.</p>`;

function skippedList(skipped: readonly Skipped[]): Markup | undefined {
  if (skipped.length === 0) return undefined;
  return html`<p class="small">Skipped:</p>
<ul class="small">${skipped.map(({ metric, reason }) => html`<li><strong>${metric}</strong>: ${reason}</li>`)}</ul>`;
}
