import { join } from 'node:path';
import { writeJson, writeWhole } from '@highorder/files';
import { methodComparisonMarkdown, methodComparisonPage } from '@highorder/report';
import type { SweepPlan } from '../plan/sweep-plan.ts';
import type { JobState } from '../store/job-records.ts';
import { notesOf } from './notes.ts';
import type { SweepComparison } from './compare.ts';
import type { SweepOutcome } from './outcomes.ts';

/** The results of a sweep, as far as they are known. */
export interface SweepResults {
  readonly outcomes: readonly SweepOutcome[];
  readonly comparison: SweepComparison | undefined;
  /** The table, as it is printed. */
  readonly table: string;
}

/**
 * Writes the results of a sweep to its folder: `sweep.yaml` in full, `jobs.json`, `results.csv`, `results.json` and
 * the table as `table.txt`, `table.md` and `table.html`. None of them holds a time or a path, so that equal jobs give
 * equal bytes.
 */
export async function writeResults(
  folder: string,
  plan: SweepPlan,
  { outcomes, comparison, table }: SweepResults,
  stateOf: (hash: string) => JobState | undefined,
): Promise<void> {
  const { sweep, jobs, baseline, variants, choices } = plan;
  writeWhole(join(folder, 'sweep.yaml'), sweep.yaml());
  writeJson(
    join(folder, 'jobs.json'),
    jobs.map(({ hash, code, point: { problem, method, seed, changes } }) => {
      const options = Object.fromEntries(changes.map(({ option, value }) => [option, value]));
      return { job: hash, code, problem, method, seed, options, ...endingOf(stateOf(hash)) };
    }),
  );
  writeWhole(join(folder, 'results.csv'), toCsv(outcomes));
  writeJson(join(folder, 'results.json'), {
    format: 1,
    sweep: sweep.name,
    baseline,
    budget: sweep.settings.budget,
    variants: variants.map(({ problem, method, trainingSteps, parameters }) => {
      return { problem, method, trainingSteps, parameters };
    }),
    choices,
    outcomes,
  });
  writeWhole(join(folder, 'table.txt'), `${table.trimEnd()}\n`);
  if (comparison === undefined) return;
  writeWhole(
    join(folder, 'table.md'),
    `${[(await methodComparisonMarkdown(comparison)).trimEnd(), ...notesOf(plan)].join('\n\n')}\n`,
  );
  writeWhole(join(folder, 'table.html'), await methodComparisonPage(sweep.name, comparison));
}

function endingOf(state: JobState | undefined): object {
  if (state?.state === 'failed') return { state: 'failed', message: state.message };
  if (state?.state !== 'done') return { state: 'open' };
  const { parameters, trainingSteps, skipped } = state.result;
  return { state: 'done', parameters, trainingSteps, skipped };
}

const columns = [
  'problem',
  'method',
  'seed',
  'metric',
  'steps',
  'evaluations',
  'value',
  'floor',
  'floorDeviation',
  'draws',
  'samples',
  'higherIsBetter',
  'job',
] as const satisfies readonly (keyof SweepOutcome)[];

function toCsv(outcomes: readonly SweepOutcome[]): string {
  const lines = outcomes.map((outcome) => columns.map((column) => cell(outcome[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/** RFC 4180: what holds a comma, a quote or a line break stands in quotes. */
function cell(value: string | number | boolean = ''): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
