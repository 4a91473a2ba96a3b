import { join } from 'node:path';
import { writeWhole } from '@highorder/files';
import { drawFigure, methodComparisonMarkdown } from '@highorder/report';
import { commonSeeds } from '../common-seeds.ts';
import { judge, type StoredTable } from '../store/stored-table.ts';
import { resultsPage } from './page.ts';
import { ratioFigure } from './ratio-figure.ts';

/** The rows of one step alone: a family of comparisons of its own, the question that the sweep was made for. */
export function oneStepOf({ facts, rows }: StoredTable): StoredTable {
  return { facts, rows: rows.filter(({ steps }) => steps === 1) };
}

/** Writes the page of a sweep and its figures. */
export async function writeSweepPage(stored: StoredTable, folder: string): Promise<void> {
  const comparison = judge(stored);
  const oneStep = judge(oneStepOf(stored));
  const metrics = [...new Set(stored.rows.map(({ metric }) => metric))];
  const figures = metrics.map((metric) => ratioFigure(stored.facts.name, oneStep, metric));
  const page = resultsPage({
    ...{ facts: stored.facts, oneStep, comparison, figures },
    commonSeeds: commonSeeds(stored.rows),
    tables: await methodComparisonMarkdown(comparison),
  });
  writeWhole(join(folder, `${stored.facts.name}.md`), page);
  for (const figure of figures) {
    const { svg } = await drawFigure(figure);
    writeWhole(join(folder, `${figure.name}.svg`), svg);
  }
}
