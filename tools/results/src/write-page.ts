import { join } from 'node:path';
import { listTables } from './paper/list-tables.ts';
import { writePaperPage } from './paper/paper-page.ts';
import { tables } from './paper/tables.ts';
import type { StoredTable } from './store/stored-table.ts';
import { writeSweepPage } from './sweep-page/write-sweep-page.ts';

/** Where the values of published tables are kept, below the folder of their pages. */
export function storeIn(folder: string): string {
  return join(folder, 'data');
}

/** Writes the page of a table and its figures from its stored values. Runs nothing. */
export async function writePage(stored: StoredTable, folder: string): Promise<void> {
  const paper = tables.find(({ name }) => name === stored.facts.name);
  if (paper === undefined) return writeSweepPage(stored, folder);
  await writePaperPage(paper, stored, folder);
  listTables(folder);
}
