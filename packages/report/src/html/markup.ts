/** HTML that is safe to put into a page: whatever it was made of has been escaped. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text and numbers are escaped, markup is kept, undefined leaves no trace. */
export type Content = string | number | Markup | undefined | readonly Content[];

/**
 * A template of HTML. Every value in it is escaped unless it is markup itself.
 *
 * ```ts
 * html`<p>${'<b>'}</p>`.markup === '<p>&lt;b&gt;</p>'
 * ```
 */
export function html(fixed: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const markup = fixed.map((text, index) => (index === 0 ? text : render(values[index - 1]) + text)).join('');
  return { markup };
}

/** Takes HTML as it is: only for drawings of our own making. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** Text with the characters that mean something in HTML written out. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return 'markup' in content ? content.markup : content.map(render).join('');
}
