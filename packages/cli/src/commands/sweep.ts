import { join, resolve } from 'node:path';
import type { SweepPlaces, SweepPlan, SweepStatus } from '@highorder/sweep';
import { quoteWords, splitWords } from '../arguments.ts';
import { host, openRegistry, searchPath } from '../compose.ts';
import { INTERRUPTED, watchInterrupts } from '../interrupt.ts';
import { shownPath } from '../output/paths.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { createSweepProgress } from '../output/sweep-progress.ts';
import { countsText, failureText } from '../output/sweep-text.ts';

interface SweepOptions extends JsonOption {
  readonly jobs?: number;
  readonly failFast?: true;
  readonly retryFailed?: true;
  readonly runs: string;
  readonly quiet?: true;
}

export default async function sweep(words: readonly string[], options: SweepOptions): Promise<void> {
  const [first, ...others] = words;
  const onlyStatus = first === 'status' && others.length > 0;
  const plan = await planWords(onlyStatus ? others : words);
  const runs = resolve(options.runs);
  const places = { store: join(runs, 'jobs'), folder: join(runs, 'sweeps', plan.sweep.name) };
  if (onlyStatus) return tellStatus(plan, places, options);
  const { interrupted, status } = await run(plan, places, options);
  tellEnd(status, { plan, places, interrupted, words }, options);
}

async function planWords(words: readonly string[]): Promise<SweepPlan> {
  const folder = process.cwd();
  const { resolveSweep } = await import('@highorder/config');
  const { codeVersions, planSweep } = await import('@highorder/sweep');
  const registry = await openRegistry(folder);
  const resolved = resolveSweep({ ...splitWords(words), folder, searchPath: searchPath(folder), registry });
  return planSweep(resolved, { directory: folder, versions: codeVersions(registry) });
}

interface RunEnd {
  readonly status: SweepStatus;
  readonly interrupted: boolean;
}

async function run(plan: SweepPlan, places: SweepPlaces, options: SweepOptions): Promise<RunEnd> {
  const { runSweep } = await import('@highorder/sweep');
  const { makeAlone } = await import('@highorder/runtime');
  const launcher = makeAlone('launcher', plan.sweep.settings.launcher, host);
  const parallel = options.jobs ?? plan.sweep.settings.jobs ?? launcher.parallel;
  const progress = createSweepProgress(plan, { parallel, quiet: options.quiet === true });
  const interruption = watchInterrupts(() => {
    progress.say('Stopping; jobs that run save what is done. Once more ends at once.');
  });
  const highorder = [process.execPath, ...process.execArgv, process.argv[1] ?? 'highorder'];
  try {
    const status = await runSweep(plan, {
      ...places,
      launcher,
      parallel,
      commands: {
        run: (folder) => [...highorder, 'job', folder],
        serve: [...highorder, 'job', '--serve'],
      },
      directory: process.cwd(),
      signal: interruption.signal,
      failFast: options.failFast === true,
      retryFailed: options.retryFailed === true,
      onChange: progress.show,
      onNote: progress.say,
    });
    return { status, interrupted: interruption.signal.aborted };
  } finally {
    progress.end();
    interruption.release();
  }
}

async function tellStatus(plan: SweepPlan, places: SweepPlaces, options: SweepOptions): Promise<void> {
  const { sweepStatus } = await import('@highorder/sweep');
  const status = await sweepStatus(plan, places);
  print(options, {
    document: documentOf(plan, places, status),
    text: [`${plan.sweep.name}: ${countsText(status.counts)}.`, ...status.failed.map(failureText)].join('\n'),
  });
}

interface EndFacts {
  readonly plan: SweepPlan;
  readonly places: SweepPlaces;
  readonly interrupted: boolean;
  readonly words: readonly string[];
}

function tellEnd(
  status: SweepStatus,
  { plan, places, interrupted, words }: EndFacts,
  options: SweepOptions,
): void {
  const { counts, failed, table } = status;
  if (interrupted) process.exitCode = INTERRUPTED;
  else if (failed.length > 0) process.exitCode = 1;
  for (const failure of failed) note(failureText(failure));
  if (interrupted) note(`Interrupted. Go on with:\n  highorder sweep ${quoteWords(words)}`);
  else if (failed.length > 0) note('Run them again with --retry-failed.');
  print(options, {
    document: documentOf(plan, places, status),
    text: `${table}\n\n${countsText(counts)}. Results: ${shownPath(places.folder)}`,
  });
}

function documentOf({ sweep, baseline }: SweepPlan, { folder }: SweepPlaces, status: SweepStatus): object {
  const { counts, failed, outcomes, comparison } = status;
  return {
    sweep: sweep.name,
    results: folder,
    baseline,
    counts,
    failed: failed.map(({ job: { hash, point }, message, log }) => {
      const { problem, method, seed } = point;
      return { job: hash, problem, method, seed, message, log };
    }),
    outcomes,
    comparison,
  };
}
