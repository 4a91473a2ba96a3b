import type { Answer, Table } from './answer.ts';

/** A table in Markdown, without its heading. */
export function tableText({ words, columns, rows }: Table): string {
  const rule = columns.map((_, index) => (index < words ? '---' : '---:'));
  return [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The page of an answer. */
export function answerPage(name: string, { title, text, tables, figures }: Answer): string {
  const parts = [
    `# ${title}`,
    text,
    `Made by \`npm run theory -- ${name}\`; [what follows from it](../theory.md).`,
    ...figures.map(({ name: file, alt, caption }) => `![${alt}](${file}.svg)\n\n${caption}`),
    ...tables.flatMap((table) => [
      `## ${table.title}`,
      ...(table.text === '' ? [] : [table.text]),
      tableText(table),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const mark = (name: string) => `<!-- theory: ${name} -->`;
const END = '<!-- /theory -->';

/** The text with what stands between the marks of `name` replaced. Text without such marks stays as it is. */
export function fillMarks(page: string, name: string, text: string): string {
  const start = page.indexOf(mark(name));
  const end = page.indexOf(END, start);
  if (start < 0 || end < 0) return page;
  return `${page.slice(0, start)}${mark(name)}\n\n${text}\n\n${page.slice(end)}`;
}
