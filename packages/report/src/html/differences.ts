import type { NamedRun } from '../figures/comparison.ts';
import { valueText } from '../run/sources.ts';
import { html, type Markup } from './markup.ts';
import { scrolling, section } from './section.ts';

/** A path of the configuration and its value in each run, `–` where a run has no such path. */
export interface Difference {
  readonly path: string;
  readonly values: readonly string[];
}

/** The paths at which the configurations of runs are not all the same. */
export function differences(runs: readonly NamedRun[]): readonly Difference[] {
  const maps = runs.map(({ run }) => new Map(run.sources.map(({ path, value }) => [path, valueText(value)])));
  const paths = [...new Set(maps.flatMap((values) => [...values.keys()]))];
  return paths
    .map((path) => ({ path, values: maps.map((values) => values.get(path) ?? '–') }))
    .filter(({ values }) => new Set(values).size > 1);
}

/** A table of what differs between the configurations of runs. */
export function differencesSection(runs: readonly NamedRun[]): Markup {
  const found = differences(runs);
  if (found.length === 0) {
    return section('differences', 'What differs', html`<p>The configurations are the same.</p>`);
  }
  const table = html`<table class="values">
<caption>Values of the configuration that are not the same in all runs.</caption>
<thead><tr><th scope="col">path</th>${runs.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${found.map(
  ({ path, values }) =>
    html`<tr><th scope="row" class="mono">${path}</th>${values.map((value) => html`<td class="mono">${value}</td>`)}</tr>`,
)}
</tbody>
</table>`;
  return section('differences', 'What differs', scrolling('What differs', table));
}
