import { formatCount, formatNumber } from '../format.ts';
import type { Manifest } from '../run/manifest.ts';
import { html, type Markup } from './markup.ts';
import { scrolling, section } from './section.ts';

/** What else one needs to do the run again: versions, machine, commit, heads. */
export function manifestSection(manifest: Manifest): Markup {
  const { machine, versions, engine } = manifest;
  const rows: readonly (readonly [string, string])[] = [
    ['git commit', manifest.gitCommit ?? 'not in a git repository'],
    ...Object.entries(versions).map(([name, version]) => [`${name} version`, version] as const),
    ['engine', `${engine.engine} on ${engine.backend} ${engine.version}`],
    ['machine', `${machine.processor}, ${machine.cores} cores, ${formatNumber(machine.memoryGiB)} GiB`],
    ['platform', `${machine.platform}, ${machine.architecture}`],
    ['heads', manifest.heads.map(headText).join('; ')],
    ['orders', manifest.orders.join(', ')],
  ];
  const table = html`<table class="values">
<caption>From manifest.json.</caption>
<tbody>
${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}
</tbody>
</table>`;
  return section('manifest', 'Provenance', scrolling('Provenance', table));
}

function headText({ use, orders, parameters }: Manifest['heads'][number]): string {
  return `${use} of order ${orders.join(', ')} with ${formatCount(parameters)} parameters`;
}
