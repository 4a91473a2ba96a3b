import type { NamedRun } from '../figures/comparison.ts';
import { formatCount, formatNumber, formatSeconds } from '../format.ts';
import { html, type Markup } from './markup.ts';
import { scrolling, section } from './section.ts';

/** The compared runs: what each is and what it cost. */
export function runsSection(runs: readonly NamedRun[]): Markup {
  const heads = ['run', 'status', 'method', 'seed', 'parameters', 'steps', 'steps/s', 'time', 'folder'];
  return section(
    'runs',
    'Runs',
    scrolling(
      'Runs',
      html`<table class="values">
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${runs.map(runRow)}
</tbody>
</table>`,
    ),
  );
}

function runRow({ name, run: { manifest, folder } }: NamedRun): Markup {
  const cells = [
    manifest.status,
    manifest.method,
    String(manifest.seed),
    formatCount(manifest.parameters),
    formatCount(manifest.stepsDone),
    formatNumber(manifest.stepsPerSecond),
    formatSeconds(manifest.seconds),
    folder,
  ];
  return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}
