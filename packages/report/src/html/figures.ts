import type { DrawnFigure } from '../figures/figure.ts';
import { escapeHtml, html, type Markup, trusted } from './markup.ts';
import { section } from './section.ts';

/** The figures of a page, inline. `missing` says why there are none. */
export function figuresSection(figures: readonly DrawnFigure[], missing: string): Markup {
  const content = figures.length > 0 ? figures.map(figure) : [html`<p>${missing}</p>`];
  return section('figures', 'Figures', ...content);
}

function figure({ name, title, caption, alt, svg }: DrawnFigure): Markup {
  return html`<figure id="figure-${name}">
<div class="drawing" role="region" aria-label="${title}" tabindex="0">${trusted(inline(svg, alt))}</div>
<figcaption><strong>${title}.</strong> ${caption}</figcaption>
</figure>`;
}

/** A drawing as HTML wants it: described as one image, without the names of formats that only files need. */
function inline(svg: string, alt: string): string {
  const width = Number(/ width="(\d+)/.exec(svg)?.[1] ?? 0);
  return svg
    .replace(/ xmlns(?::xlink)?="[^"]*"/g, '')
    .replace(/^<svg/, `<svg role="img" aria-label="${escapeHtml(alt)}"`)
    .replace('class="marks"', width > 600 ? 'class="wide"' : 'class="narrow"');
}
