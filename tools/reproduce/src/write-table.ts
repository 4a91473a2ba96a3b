import { join } from 'node:path';
import { writeWhole } from '@highorder/files';
import { drawFigure } from '@highorder/report';
import { type PaperTable, storeIn, type StoredTable, writePage, writeStored } from '@highorder/results';
import { costTable } from './cost-table.ts';
import { samplesFigure } from './figures/samples-figure.ts';
import type { PreparedTable } from './prepare-table.ts';

/** Keeps the values of a table, with what its methods cost, and writes its page into a folder. Samples are drawn where their runs are there. */
export async function writeTable(
  { name, extras }: PaperTable,
  { prepared: { plan }, places: { store } }: PreparedTable,
  stored: StoredTable,
  folder: string,
): Promise<void> {
  const costs = extras.includes('cost') && plan !== undefined ? costTable(plan, stored.facts.paces) : null;
  const complete = { ...stored, facts: { ...stored.facts, costs } };
  writeStored(storeIn(folder), complete);
  const samples =
    extras.includes('samples') && plan !== undefined ? await samplesFigure(name, plan, store) : undefined;
  if (samples !== undefined) {
    const { svg } = await drawFigure(samples);
    writeWhole(join(folder, `${name}.svg`), svg);
  }
  await writePage(complete, folder);
}
