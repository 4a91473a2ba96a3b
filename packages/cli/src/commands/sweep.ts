import { join, resolve } from 'node:path';
import type { PreparedSweep, SweepPlaces, SweepStatus } from '@highorder/sweep';
import type { MethodComparison } from '@highorder/statistics';
import { quoteWords, splitWords } from '../arguments.ts';
import { openHost, openRegistry, searchPath } from '../compose.ts';
import { INTERRUPTED, watchInterrupts } from '../interrupt.ts';
import { shownPath } from '../output/paths.ts';
import { type JsonOption, note, print } from '../output/print.ts';
import { usageError } from '../usage-error.ts';
import { createSweepProgress } from '../output/sweep-progress.ts';
import { countsText, failureText, phaseText } from '../output/sweep-text.ts';

interface SweepOptions extends JsonOption {
  readonly jobs?: number;
  readonly failFast?: true;
  readonly retryFailed?: true;
  readonly share?: string;
  readonly runs: string;
  readonly quiet?: true;
}

export default async function sweep(words: readonly string[], options: SweepOptions): Promise<void> {
  const [first, ...others] = words;
  const question = others.length > 0 && (first === 'status' || first === 'plan') ? first : undefined;
  const { prepared, places } = await prepareWords(
    question === undefined ? words : others,
    options,
    question === undefined,
  );
  if (question === 'status') return tellStatus(prepared, places, options);
  if (question === 'plan') return tellSeeds(prepared, places, options);
  const end = await run(prepared, places, options);
  tellEnd(end, { name: prepared.sweep.name, places, words }, options);
}

interface Prepared {
  readonly prepared: PreparedSweep;
  readonly places: SweepPlaces;
}

/** Composes a sweep; one that is `toRun` takes the folder of its results. */
async function prepareWords(
  words: readonly string[],
  options: SweepOptions,
  toRun: boolean,
): Promise<Prepared> {
  const directory = process.cwd();
  const { resolveSweep } = await import('@highorder/config');
  const { claimFolder, codeVersions, openPaceBook, prepareSweep } = await import('@highorder/sweep');
  const registry = await openRegistry(directory);
  const request = { ...splitWords(words), folder: directory, searchPath: searchPath(directory), registry };
  const resolved = resolveSweep(request);
  const runs = resolve(options.runs);
  const places = { store: join(runs, 'jobs'), folder: join(runs, 'sweeps', resolved.name) };
  if (toRun) claimFolder(places.folder, resolved.files);
  const paces = openPaceBook(join(places.folder, 'seconds-an-update.json'), note);
  const onPlanned = options.quiet === true ? undefined : planningProgress();
  const versions = codeVersions(registry);
  const prepared = await prepareSweep(resolved, { directory, versions, paces, onPlanned });
  return { prepared, places };
}

/** Milliseconds between two lines of progress. */
const INTERVAL = 2000;

/** Says how far planning is where it takes long. */
function planningProgress(): (done: number, total: number) => void {
  let last = performance.now();
  return (done, total) => {
    if (performance.now() < last + INTERVAL) return;
    last = performance.now();
    note(`${done} of ${total} experiments are planned.`);
  };
}

interface RunEnd {
  readonly status: SweepStatus;
  readonly interrupted: boolean;
}

async function run(prepared: PreparedSweep, places: SweepPlaces, options: SweepOptions): Promise<RunEnd> {
  const { name, settings } = prepared.sweep;
  const { jobCommands, runSweep } = await import('@highorder/sweep');
  const { makeAlone } = await import('@highorder/runtime');
  const launcher = makeAlone('launcher', settings.launcher, await openHost());
  const parallel = options.jobs ?? settings.jobs ?? launcher.parallel;
  const progress = createSweepProgress(name, { parallel, quiet: options.quiet === true });
  const interruption = watchInterrupts(() => {
    progress.say('Stopping; jobs that run save what is done. Once more ends at once.');
  });
  try {
    const status = await runSweep(prepared, {
      ...places,
      launcher,
      parallel,
      commands: jobCommands({
        node: process.execPath,
        flags: process.execArgv,
        script: process.argv[1] ?? 'highorder',
      }),
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

async function tellStatus(
  prepared: PreparedSweep,
  places: SweepPlaces,
  options: SweepOptions,
): Promise<void> {
  const { sweepStatus } = await import('@highorder/sweep');
  const status = await sweepStatus(prepared, places);
  const { name } = prepared.sweep;
  const { damagedText } = await import('@highorder/sweep');
  for (const file of status.damaged)
    note(damagedText(file, 'the next run of the sweep sets it aside, and runs its job again'));
  print(options, {
    document: documentOf(name, places, status),
    text: [
      `${name}, ${phaseText(status.phase)}: ${countsText(status.counts)}.`,
      ...status.failed.map(failureText),
    ].join('\n'),
  });
}

/** How many seeds it takes to see a difference, from the jobs that are done. */
async function tellSeeds(prepared: PreparedSweep, places: SweepPlaces, options: SweepOptions): Promise<void> {
  const [{ sweepStatus }, { planSeeds }, { seedPlanText }] = await Promise.all([
    import('@highorder/sweep'),
    import('@highorder/statistics'),
    import('@highorder/report'),
  ]);
  const { comparison, counts } = await sweepStatus(prepared, places);
  const share = options.share === undefined ? undefined : Number(options.share);
  if (comparison === undefined) {
    throw usageError(
      'a plan needs a pilot, and no job of this sweep is done. Run it with two seeds or more.',
    );
  }
  const plans = planSeeds(comparison, share === undefined ? undefined : { share });
  print(options, {
    document: { sweep: prepared.sweep.name, share, counts, plans },
    text: `Seeds, or samples an evaluation, that show ${wantedText(share, comparison)}, four times of five:\n\n${await seedPlanText(plans)}`,
  });
}

/** The difference that a plan is about: the one that is asked for, the one that the sweep calls relevant, or a tenth. */
function wantedText(share: number | undefined, { options }: MethodComparison): string {
  if (share === undefined && options.relevant !== undefined) return 'the least difference that is relevant';
  return `a difference of ${100 * (share ?? 0.1)} % of the baseline`;
}

interface EndFacts {
  readonly name: string;
  readonly places: SweepPlaces;
  readonly words: readonly string[];
}

function tellEnd(
  { status, interrupted }: RunEnd,
  { name, places, words }: EndFacts,
  options: SweepOptions,
): void {
  const { counts, failed, table } = status;
  if (interrupted) process.exitCode = INTERRUPTED;
  else if (failed.length > 0) process.exitCode = 1;
  for (const failure of failed) note(failureText(failure));
  if (interrupted) note(`Interrupted. Go on with:\n  highorder sweep ${quoteWords(words)}`);
  else if (failed.length > 0) note('Run them again with --retry-failed.');
  print(options, {
    document: documentOf(name, places, status),
    text: `${table}\n\n${countsText(counts)}. Results: ${shownPath(places.folder)}`,
  });
  if (status.unwritten !== undefined) throw status.unwritten;
}

function documentOf(name: string, { folder }: SweepPlaces, status: SweepStatus): object {
  const { phase, counts, failed, plan, outcomes, comparison } = status;
  return {
    sweep: name,
    results: folder,
    phase,
    baseline: plan?.baseline,
    counts,
    failed: failed.map(({ job: { hash, point }, message, log }) => {
      const { problem, method, seed } = point;
      return { job: hash, problem, method, seed, message, log };
    }),
    choices: plan?.choices,
    outcomes,
    comparison,
  };
}
