import type { Figure } from '@highorder/report';
import type { MethodComparison } from '@highorder/statistics';
import type { AskedJobs } from './completeness.ts';
import type { RunFacts } from './facts.ts';
import { notes } from './notes.ts';
import { legendOf, summaryTable, tallyTable } from './summary-table.ts';

/** What a page is made of. */
export interface PageParts {
  /** The sweep's name, such as `one-step`. */
  readonly name: string;
  /** One step alone: the question. */
  readonly oneStep: MethodComparison;
  /** All numbers of steps. */
  readonly comparison: MethodComparison;
  readonly facts: RunFacts;
  readonly asked: AskedJobs;
  /** Seeds that every method has, on the problems that have any. */
  readonly commonSeeds: readonly number[];
  /** FLOPs of training of each run; undefined where the sweep sets none. */
  readonly flops: number | undefined;
  readonly figures: readonly Figure[];
  /** All cells as Markdown. */
  readonly tables: string;
}

/** The page of a sweep, Markdown. */
export function resultsPage(parts: PageParts): string {
  const { name, oneStep, comparison, figures } = parts;
  const metrics = [...new Set(comparison.cells.map(({ metric }) => metric))];
  const sections = metrics.flatMap((metric) => [
    `## ${metric}, one step`,
    summaryTable(oneStep, { metric, steps: 1 }),
    ...figures.filter((figure) => figure.name.endsWith(metric.replace('/', '-'))).map(figureText),
    `Problems on which a method is better (▲) or worse (▼) than ${comparison.options.baseline}, or not decided (·), by steps; with Holm’s correction over all ${comparison.comparisons} comparisons of all steps:`,
    tallyTable(comparison, metric),
  ]);
  return `${[head(parts), ...sections, '## Everything', parts.tables.trim()].join('\n\n')}\n`.replaceAll(
    '%NAME%',
    name,
  );
}

function head(parts: PageParts): string {
  const { facts, flops, comparison } = parts;
  const { least, most } = facts.parameters;
  const updates = [...facts.updates].map(
    ([method, range]) =>
      `${method} ${range.least === range.most ? range.least : `${range.least} to ${range.most}`}`,
  );
  return [
    '# Results of the sweep %NAME%',
    'Made by `npm run results -- %NAME%` from the runs of `npx highorder sweep sweeps/%NAME%`. Both may be repeated: no run is made twice.',
    completeness(parts),
    `Baseline: ${comparison.options.baseline}. Every run has ${least} to ${most} parameters${
      flops === undefined
        ? ''
        : ` and may cost ${flops.toExponential(1)} FLOPs of training, counted from the graph`
    }. Updates: ${updates.join(', ')}.`,
    `Machine: ${facts.machines.join('; ')}. Engine: ${facts.engines.join('; ')}. Commit: ${facts.commits.join(', ')}. Training took ` +
      `${Math.round(facts.seconds / 60)} minutes of all runs together, beside other work on the machine.`,
    ...(notes[parts.name] === undefined ? [] : [notes[parts.name]]),
    legendOf(parts.oneStep.comparisons),
  ].join('\n\n');
}

function completeness({ facts, asked, commonSeeds, comparison }: PageParts): string {
  if (facts.runs === asked.jobs) return `All ${asked.jobs} runs are done.`;
  const known = new Set(comparison.cells.map(({ problem }) => problem));
  const missing = asked.problems.filter((problem) => !known.has(problem));
  const seeds =
    commonSeeds.length === 0 ? 'no seed' : `${commonSeeds.length} seeds (${commonSeeds.join(', ')})`;
  return [
    `**Not complete: ${facts.runs} of ${asked.jobs} runs are done.**`,
    ...(missing.length === 0 ? [] : [`Nothing is known of ${missing.join(', ')}.`]),
    `On the other problems every method has ${seeds}; the column \`seeds\` below tells who has more, and common seeds are compared.`,
    'The sweep goes on where it stopped.',
  ].join(' ');
}

function figureText({ name, alt, caption }: Figure): string {
  return `![${alt}](${name}.svg)\n\n${caption}`;
}
