import { join } from 'node:path';
import { InputError } from '@highorder/core';
import { writeWhole } from '@highorder/files';
import { comparisonFigure, type NamedRun } from './figures/comparison.ts';
import { citationsSection } from './html/citations.ts';
import { comparisonSection } from './html/comparison.ts';
import { differencesSection } from './html/differences.ts';
import { figuresSection } from './html/figures.ts';
import { html } from './html/markup.ts';
import { page } from './html/page.ts';
import { runsSection } from './html/runs.ts';
import { type Run, readRun } from './run/run.ts';
import { writeFigures } from './write-figures.ts';
import type { WrittenReport } from './write-report.ts';

/** See `writeComparison` of the package. */
export async function writeComparison(folders: readonly string[], into: string): Promise<WrittenReport> {
  if (folders.length === 0) {
    throw new InputError({
      message: 'There is no run to compare.',
      fix: 'name the folders of two runs or more.',
    });
  }
  const runs = nameRuns(await Promise.all(folders.map(readRun)));
  const { drawn, files } = await writeFigures([comparisonFigure(runs)], join(into, 'figures'));
  const report = join(into, 'comparison.html');
  writeWhole(report, comparisonPage(runs, drawn));
  return { report, figures: files, warnings: runs.flatMap(({ run }) => run.warnings) };
}

function comparisonPage(runs: readonly NamedRun[], drawn: Parameters<typeof figuresSection>[0]): string {
  return page({
    title: `Comparison of ${runs.length} runs`,
    header: html`<header><h1>Comparison of ${runs.length} runs</h1></header>`,
    sections: [
      comparisonSection(runs),
      figuresSection(drawn, 'None of these runs was evaluated.'),
      runsSection(runs),
      differencesSection(runs),
      citationsSection([...new Set(runs.flatMap(({ run }) => run.manifest.citations))]),
    ],
  });
}

/** The shortest of these that tells the runs apart: experiment; experiment and seed; experiment and id; numbered. */
export function nameRuns(runs: readonly Run[]): readonly NamedRun[] {
  const ways: readonly ((run: Run, index: number) => string)[] = [
    ({ manifest }) => manifest.experiment,
    ({ manifest }) => `${manifest.experiment}, seed ${manifest.seed}`,
    ({ manifest }) => `${manifest.experiment}/${manifest.id}`,
    ({ manifest }, index) => `${index + 1}: ${manifest.experiment}/${manifest.id}`,
  ];
  const tried = ways.map((way) => runs.map((run, index) => ({ name: way(run, index), run })));
  return tried.find((named) => new Set(named.map(({ name }) => name)).size === runs.length) ?? [];
}
