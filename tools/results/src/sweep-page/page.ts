import type { Figure } from '@highorder/report';
import type { MethodComparison } from '@highorder/statistics';
import type { StoredFacts } from '../store/stored-table.ts';
import { marksText } from '../marks.ts';
import { notes } from '../notes.ts';
import { summaryTable, tallyTable } from './summary-table.ts';

/** What a page is made of. */
export interface PageParts {
  /** One step alone: the question. */
  readonly oneStep: MethodComparison;
  /** All numbers of steps. */
  readonly comparison: MethodComparison;
  readonly facts: StoredFacts;
  /** Seeds that every method has, on the problems that have any. */
  readonly commonSeeds: readonly number[];
  readonly figures: readonly Figure[];
  /** All cells as Markdown. */
  readonly tables: string;
}

/** The page of a sweep, Markdown. */
export function resultsPage(parts: PageParts): string {
  const { facts, oneStep, comparison, figures } = parts;
  const metrics = [...new Set(comparison.cells.map(({ metric }) => metric))];
  const sections = metrics.flatMap((metric) => [
    `## ${metric}, one step`,
    summaryTable(oneStep, { metric, steps: 1 }),
    ...figures.filter((figure) => figure.name.endsWith(metric.replace('/', '-'))).map(figureText),
    `Problems by verdict beside ${comparison.options.baseline} and by steps (better ▲, worse ▼, equivalent ≈, not decided ·); with Holm’s correction over all ${comparison.comparisons} comparisons of all steps:`,
    tallyTable(comparison, metric),
  ]);
  return `${[head(parts), ...sections, '## Everything', parts.tables.trim()].join('\n\n')}\n`.replaceAll(
    '%NAME%',
    facts.name,
  );
}

function head(parts: PageParts): string {
  const { facts, comparison } = parts;
  const { flops } = facts;
  const { least, most } = facts.parameters;
  const updates = Object.entries(facts.updates).map(
    ([method, range]) =>
      `${method} ${range.least === range.most ? range.least : `${range.least} to ${range.most}`}`,
  );
  return [
    '# Results of the sweep %NAME%',
    'Judged by `npm run results -- %NAME%` from [its values](data/%NAME%.csv), which `npx highorder sweep sweeps/%NAME%` and `npm run results -- --import %NAME%` make anew.',
    completeness(parts),
    `Baseline: ${comparison.options.baseline}. Every run has ${least} to ${most} parameters${
      flops === null
        ? ''
        : ` and may cost ${flops.toExponential(1)} FLOPs of training, counted from the graph`
    }. Updates: ${updates.join(', ')}.`,
    `Machine: ${facts.machines.join('; ')}. Engine: ${facts.engines.join('; ')}. Commit: ${facts.commits.join(', ')}. Training took ` +
      `${Math.round(facts.seconds / 60)} minutes of all runs together, beside other work on the machine.`,
    ...(notes[facts.name] === undefined ? [] : [notes[facts.name]]),
    `Tables of one step: mean over seeds ± half of its 95% interval (Student’s t, each for itself). ${marksText(parts.oneStep.comparisons, facts.relevant)} One step is the question ` +
      'that the sweep was made for, and a family of its own.',
  ].join('\n\n');
}

function completeness({ facts, commonSeeds, comparison }: PageParts): string {
  const { asked } = facts;
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
