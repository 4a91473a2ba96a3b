import { type Counter, counters, type TallyDocument } from './tally.ts';

/** The counts as aligned lines, then each miss, then what was left out. */
export function tallyText({ counts, misses, skipped, seed }: TallyDocument): string {
  const rows = rowsOf(counts).map(
    ({ text, count, goal }) => `${String(count).padStart(8)}  ${text}${goal ? ' (goal: 0)' : ''}`,
  );
  return [
    ...rows,
    ...misses.map(({ counter, what }) => `\n${counters[counter].text}:\n  ${what.replaceAll('\n', '\n  ')}`),
    ...skipped.map((what) => `\nSkipped: ${what}`),
    `\nSeed ${seed}.`,
  ].join('\n');
}

/** The counts as a table of Markdown, with what was left out. */
export function tallyMarkdown({ counts, skipped, seed, minutes }: TallyDocument): string {
  const rows = rowsOf(counts).map(({ text, count, goal }) => `| ${text} | ${count} | ${goal ? '0' : ''} |`);
  return [
    `\`npm run torture -- --minutes ${minutes} --seed ${seed}\`:`,
    '',
    '| counted | found | goal |',
    '| --- | ---: | ---: |',
    ...rows,
    ...(skipped.length === 0 ? [] : ['', ...skipped.map((what) => `Skipped: ${what}`)]),
  ].join('\n');
}

const begin = '<!-- torture: written by npm run torture -- --write -->';
const end = '<!-- end of torture -->';

/** A page with the table between its two marks, which are added at the end where the page has none. */
export function withTable(page: string, table: string): string {
  const block = `${begin}\n${table}\n${end}`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) return `${page.trimEnd()}\n\n${block}\n`;
  return page.slice(0, from) + block + page.slice(to + end.length);
}

interface Row {
  readonly text: string;
  readonly count: number;
  readonly goal: boolean;
}

function rowsOf(counts: TallyDocument['counts']): readonly Row[] {
  return Object.entries(counters).map(([name, { text, goal }]) => ({
    text,
    goal,
    count: counts[name as Counter],
  }));
}
