import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '@highorder/files';
import { tables } from './tables.ts';
import { fillMarks, tableText } from './markdown.ts';

/** Brings the list of tables in the overview of a folder up to date, if there is one: which have a page, and how much of each has run. */
export function listTables(folder: string): void {
  const overview = join(folder, 'README.md');
  if (!existsSync(overview)) return;
  const rows = tables.map(({ name, title, claim }) => {
    const page = join(folder, `${name}.md`);
    const state = existsSync(page) ? stateOf(readFileSync(page, 'utf8')) : undefined;
    return [state === undefined ? title : `[${title}](${name}.md)`, claim, state ?? 'not run yet'];
  });
  const list = tableText({ words: 3, columns: ['table', 'the paper says or asks', 'state'], rows });
  writeWhole(overview, fillMarks(readFileSync(overview, 'utf8'), 'tables', list));
}

/** What a page says of its runs. */
export function stateOf(page: string): string | undefined {
  return /(?:all \d+ runs done|\*\*\d+ of \d+ runs done\*\*)(?:, \d+ failed)?/.exec(page)?.[0];
}
