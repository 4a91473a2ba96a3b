import { type Content, html, type Markup } from './markup.ts';

/** A section of a page with its heading. */
export function section(id: string, heading: string, ...content: readonly Content[]): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}
</section>`;
}

/** Wide content that scrolls by itself on a narrow screen, also from the keyboard. */
export function scrolling(label: string, content: Content): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
${content}
</div>`;
}

/** Names and values in boxes. */
export function facts(entries: readonly (readonly [name: string, value: Content])[]): Markup {
  return html`<dl class="facts">
${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>`;
}
