/**
 * Writes the page and the figures of a sweep to `docs/results`: `npm run results -- one-step`, with `--runs FOLDER` where its runs are
 * elsewhere than in `runs`.
 *
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawFigure, methodComparisonMarkdown } from '@highorder/report';
import { compareMethods } from '@highorder/statistics';
import { commonSeeds, flopsOf, readJobs } from './completeness.ts';
import { readFacts } from './facts.ts';
import { resultsPage } from './page.ts';
import { ratioFigure } from './ratio-figure.ts';
import { readOutcomes } from './read-outcomes.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: 'runs' },
    out: { type: 'string', default: 'docs/results' },
    baseline: { type: 'string', default: 'shortcut' },
  },
});
const [name] = positionals;
if (name === undefined) {
  console.error('Which sweep? Such as: npm run results -- one-step');
  process.exitCode = 2;
} else {
  await writePage(name);
}

async function writePage(sweep: string): Promise<void> {
  const folder = join(values.runs, 'sweeps', sweep);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const rows = readOutcomes(read('results.csv'));
  const jobs = new Map(rows.map(({ job, method }) => [job, method]));
  const comparison = compareMethods(rows, { baseline: values.baseline });
  const oneStep = compareMethods(
    rows.filter(({ steps }) => steps === 1),
    { baseline: values.baseline },
  );
  const metrics = [...new Set(rows.map(({ metric }) => metric))];
  const figures = metrics.map((metric) => ratioFigure(oneStep, metric));
  const page = resultsPage({
    name: sweep,
    oneStep,
    comparison,
    figures,
    facts: readFacts([...jobs].map(([job, method]) => ({ method, folder: join(values.runs, 'jobs', job) }))),
    asked: readJobs(read('jobs.json')),
    commonSeeds: commonSeeds(rows),
    flops: flopsOf(read('sweep.yaml')),
    tables: await methodComparisonMarkdown(comparison),
  });
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, `${sweep}.md`), page);
  for (const figure of figures) {
    const { svg } = await drawFigure(figure);
    writeFileSync(join(values.out, `${figure.name}.svg`), svg);
  }
}
