import type { Results, Table } from './benchmark.ts';

/** What made the results. */
export interface Circumstances {
  readonly command: string;
  readonly machine: string;
  readonly date: string;
}

/** Results as a page of Markdown. */
export function resultsPage(results: Results, { command, machine, date }: Circumstances): string {
  const { title, text, tables, figures, notes } = results;
  const parts = [
    `# ${title}`,
    text,
    `Measured on ${date} by \`${command}\` on ${machine}.`,
    ...figures.map(({ name, alt, caption }) => `![${alt}](${name}.svg)\n\n${caption}`),
    ...tables.map(tableText),
    ...(notes.length === 0 ? [] : [`## Notes\n\n${notes.map((note) => `- ${note}`).join('\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A table under its heading; the first column is of words, the others of numbers. */
export function tableText({ title, text, columns, rows }: Table): string {
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'));
  const lines = [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`## ${title}`, ...(text === '' ? [] : [text]), lines.join('\n')].join('\n\n');
}
