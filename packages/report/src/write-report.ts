import { join } from 'node:path';
import { writeWhole } from '@highorder/files';
import { lossesFigure } from './figures/losses.ts';
import { metricsFigure } from './figures/metrics.ts';
import { samplesFigure } from './figures/samples.ts';
import { trajectoriesFigure } from './figures/trajectories.ts';
import { citationsSection } from './html/citations.ts';
import { configurationSection } from './html/configuration.ts';
import { evaluationSection } from './html/evaluation.ts';
import { figuresSection } from './html/figures.ts';
import { manifestSection } from './html/manifest.ts';
import { page } from './html/page.ts';
import { runHeader } from './html/run-header.ts';
import { readRun } from './run/run.ts';
import { writeFigures } from './write-figures.ts';

/** The files that were written. */
export interface WrittenReport {
  readonly report: string;
  readonly figures: readonly string[];
  /** What of a run was changed or damaged and could be left out, a sentence each. */
  readonly warnings: readonly string[];
}

/** See `writeReport` of the package. */
export async function writeReport(folder: string): Promise<WrittenReport> {
  const run = await readRun(folder);
  const figures = [samplesFigure(run), metricsFigure(run), trajectoriesFigure(run), lossesFigure(run)];
  const { drawn, files } = await writeFigures(figures, join(folder, 'figures'), {
    inside: folder,
  });
  const text = page({
    title: `${run.manifest.experiment}, run ${run.manifest.id}`,
    header: runHeader(run),
    sections: [
      evaluationSection(run),
      figuresSection(drawn, 'This run left nothing to draw.'),
      configurationSection(run),
      citationsSection(run.manifest.citations),
      manifestSection(run.manifest),
    ],
  });
  const report = join(folder, 'report.html');
  writeWhole(report, text, { inside: folder });
  return { report, figures: files, warnings: run.warnings };
}
