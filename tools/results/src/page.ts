import type { Figure } from '@highorder/report';
import type { MethodComparison } from '@highorder/statistics';
import type { RunFacts } from './facts.ts';
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
  /** Runs that the sweep asks for. */
  readonly asked: number;
  /** Seeds that every problem and method has. */
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
    `Problems on which a method is better (▲) or worse (▼) than ${comparison.options.baseline}, or neither (≈), by steps; with Holm’s correction over all ${comparison.comparisons} comparisons of all steps:`,
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
    legendOf(parts.oneStep.comparisons),
  ].join('\n\n');
}

function completeness({ facts, asked, commonSeeds }: PageParts): string {
  const seeds =
    commonSeeds.length === 0 ? 'No seed is' : `Seeds ${commonSeeds.join(', ')} (${commonSeeds.length}) are`;
  if (facts.runs === asked) return `All ${asked} runs are done.`;
  return (
    `**Not complete: ${facts.runs} of ${asked} runs are done.** ${seeds} there for every problem and method. Where a method has fewer seeds than ` +
    'the baseline, the common ones are compared. The sweep goes on where it stopped.'
  );
}

function figureText({ name, alt, caption }: Figure): string {
  return `![${alt}](${name}.svg)\n\n${caption}`;
}
