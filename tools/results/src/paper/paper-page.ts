import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawFigure, type Figure } from '@highorder/report';
import { writeWhole } from '@highorder/files';
import type { MethodComparison } from '@highorder/statistics';
import { judge, type StoredFacts, type StoredTable } from '../store/stored-table.ts';
import { tableText } from './markdown.ts';
import { tablePage } from './table-page.ts';
import type { PaperTable } from './tables.ts';
import { valueFigure } from './value-figure.ts';

/** What stands below the drawing of samples, which `npm run reproduce` makes from the runs themselves. */
export const samplesCaption = {
  alt: 'Scatter plots of samples over the target, a panel a problem, method and number of steps.',
  caption:
    '400 samples (blue) over as many of the target (gray), of one seed, in a frame a quarter wider than the target; how many lie outside stands above.',
};

/** Writes the page of a table of the paper, and the figures that follow from its values. */
export async function writePaperPage(table: PaperTable, stored: StoredTable, folder: string): Promise<void> {
  const comparison = judge(stored);
  const figures = figuresOf(table, comparison);
  for (const figure of figures) {
    const { svg } = await drawFigure(figure);
    writeWhole(join(folder, `${figure.name}.svg`), svg);
  }
  const drawn = table.extras.includes('samples') && existsSync(join(folder, `${table.name}.svg`));
  const sections = [
    ...figures.map(figureText),
    ...(drawn ? [figureText({ name: table.name, ...samplesCaption })] : []),
    ...costSection(stored.facts),
  ];
  const page = await tablePage({ table, facts: stored.facts, comparison, sections });
  writeWhole(join(folder, `${table.name}.md`), page);
}

function figuresOf({ name, extras }: PaperTable, comparison: MethodComparison): readonly Figure[] {
  return (['steps', 'problems'] as const).flatMap((against) =>
    extras.includes(against) ? [valueFigure(name, comparison, against)] : [],
  );
}

function figureText({ name, alt, caption }: Pick<Figure, 'name' | 'alt' | 'caption'>): string {
  return `![${alt}](${name}.svg)\n\n*${caption}*`;
}

function costSection({ costs }: StoredFacts): readonly string[] {
  return costs === null ? [] : ['## What it costs', tableText({ words: 1, ...costs })];
}
