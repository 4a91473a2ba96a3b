import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '@highorder/files';
import { drawFigure, type Figure } from '@highorder/report';
import type { SweepStatus } from '@highorder/sweep';
import { samplesFigure } from './figures/samples-figure.ts';
import { valueFigure } from './figures/value-figure.ts';
import { costTable } from './page/cost-table.ts';
import { factsOf, provenanceText, type RunFacts } from './page/provenance.ts';
import { tablePage } from './page/table-page.ts';
import type { PreparedTable } from './prepare-table.ts';
import type { PaperTable } from './tables.ts';

/** Writes the page and the figures of a table into a folder, with what is known so far. */
export async function writeTable(
  table: PaperTable,
  { prepared, places: { store } }: PreparedTable,
  status: SweepStatus,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const facts = factsOf(prepared.plan?.jobs ?? [], store);
  const figures = await figuresOf(table, status, { store, facts });
  for (const figure of figures) {
    const { svg } = await drawFigure(figure);
    writeWhole(join(folder, `${figure.name}.svg`), svg);
  }
  const cost =
    table.extras.includes('cost') && status.plan !== undefined && facts.size > 0
      ? [`## What it costs`, costTable(status.plan, facts)]
      : [];
  const drawn = figures.map(({ name, alt, caption }) => `![${alt}](${name}.svg)\n\n*${caption}*`);
  const sections = [...drawn, ...cost];
  const page = await tablePage({ table, status, provenance: provenanceText(facts), sections });
  writeWhole(join(folder, `${table.name}.md`), page);
}

async function figuresOf(
  { name, extras }: PaperTable,
  { comparison, plan }: SweepStatus,
  places: { readonly store: string; readonly facts: ReadonlyMap<string, RunFacts> },
): Promise<readonly Figure[]> {
  if (comparison === undefined || plan === undefined) return [];
  const figures = [
    ...(extras.includes('steps') ? [valueFigure(name, comparison, 'steps')] : []),
    ...(extras.includes('problems') ? [valueFigure(name, comparison, 'problems')] : []),
  ];
  const samples = extras.includes('samples') ? await samplesFigure(name, plan, places) : undefined;
  return samples === undefined ? figures : [...figures, samples];
}
