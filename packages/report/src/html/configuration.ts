import type { Run } from '../run/run.ts';
import { type ConfigurationValue, valueText } from '../run/sources.ts';
import { html, type Markup } from './markup.ts';
import { scrolling, section } from './section.ts';

/** The resolved configuration: every value with the place it comes from, and the file itself. */
export function configurationSection({ sources, configuration }: Run): Markup {
  const table = html`<table class="values">
<caption>Every value and where it comes from. Defaults are gray.</caption>
<thead><tr><th scope="col">path</th><th scope="col">value</th><th scope="col">origin</th></tr></thead>
<tbody>
${sources.map(valueRow)}
</tbody>
</table>`;
  return section(
    'configuration',
    'Configuration',
    scrolling('Configuration', table),
    html`<details><summary>config.yaml</summary><pre>${configuration}</pre></details>`,
  );
}

function valueRow({ path, value, origin }: ConfigurationValue): Markup {
  const kind = origin.startsWith('default') ? 'default' : 'set';
  return html`<tr class="${kind}"><th scope="row" class="mono">${path}</th><td class="mono">${valueText(value)}</td><td>${origin}</td></tr>`;
}
