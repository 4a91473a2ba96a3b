import type { EvaluationRow } from '@highorder/core';
import type { NamedRun } from '../figures/comparison.ts';
import { metricTable } from '../metric-table.ts';
import { floorCell, floorNote, valueCell } from './evaluation.ts';
import { html, type Markup } from './markup.ts';
import { scrolling, section } from './section.ts';

/** A table for each metric: runs by numbers of steps. */
export function comparisonSection(runs: readonly NamedRun[]): Markup {
  const rows = runs.flatMap(({ run }) => run.evaluation?.rows ?? []);
  if (rows.length === 0)
    return section('evaluation', 'Evaluation', html`<p>None of these runs was evaluated.</p>`);
  const { steps, metrics } = metricTable(rows);
  return section(
    'evaluation',
    'Evaluation',
    floorNote,
    ...metrics.map(({ metric }) => scrolling(metric, metricBlock(metric, steps, runs))),
  );
}

function metricBlock(metric: string, steps: readonly number[], runs: readonly NamedRun[]): Markup {
  return html`<h3>${metric}</h3>
<table class="numbers">
<thead><tr><th scope="col">steps</th>${steps.map((count) => html`<th scope="col">${count}</th>`)}<th scope="col">floor</th></tr></thead>
<tbody>
${runs.map(({ name, run }) =>
  runRow(
    name,
    steps,
    (run.evaluation?.rows ?? []).filter((row) => row.metric === metric),
  ),
)}
</tbody>
</table>`;
}

function runRow(name: string, steps: readonly number[], rows: readonly EvaluationRow[]): Markup {
  const cells = steps.map((count) => rows.find((row) => row.steps === count));
  const [row] = metricTable(rows).metrics;
  const floor = row === undefined ? html`<td>–</td>` : floorCell(row);
  return html`<tr><th scope="row">${name}</th>${cells.map(valueCell)}${floor}</tr>`;
}
