import { html, type Markup } from './markup.ts';
import { section } from './section.ts';

/** The works that a run builds on, as BibTeX. Undefined where there are none. */
export function citationsSection(citations: readonly string[]): Markup | undefined {
  if (citations.length === 0) return undefined;
  return section(
    'citations',
    'Citations',
    html`<p>If you publish this result, please cite what it builds on.</p>
<pre>${citations.join('\n\n')}</pre>`,
  );
}
