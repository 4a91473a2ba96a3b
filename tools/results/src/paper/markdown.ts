/** A table; the first `words` columns hold words, the others numbers. */
export interface Table {
  readonly words: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table in Markdown. */
export function tableText({ words, columns, rows }: Table): string {
  const rule = columns.map((_, index) => (index < words ? '---' : '---:'));
  return [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Characters that Markdown would take for marks. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&');
}

const mark = (name: string) => `<!-- results: ${name} -->`;
const END = '<!-- /results -->';

/** The text with what stands between the marks of `name` replaced. Text without such marks stays as it is. */
export function fillMarks(page: string, name: string, text: string): string {
  const start = page.indexOf(mark(name));
  const end = page.indexOf(END, start);
  if (start < 0 || end < 0) return page;
  return `${page.slice(0, start)}${mark(name)}\n\n${text}\n\n${page.slice(end)}`;
}
