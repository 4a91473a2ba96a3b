import { join } from 'node:path';
import { HighOrderError, type Launcher, required } from '@highorder/core';
import { removeWhole } from '@highorder/files';
import { methodComparisonText } from '@highorder/report';
import type { ResolvedSweep } from '@highorder/config';
import type { PlanContext, PlannedJob } from '../plan/plan-variants.ts';
import { planSweep, type SweepPlan } from '../plan/sweep-plan.ts';
import { chooseOptions } from '../tune/choose-options.ts';
import { planTuning, type TuningPlan } from '../tune/plan-tuning.ts';
import { notesOf } from '../results/notes.ts';
import { comparisonOf, type SweepComparison } from '../results/compare.ts';
import { gatherOutcomes, type SweepOutcome } from '../results/outcomes.ts';
import { writeResults } from '../results/write-results.ts';
import { readState } from '../store/job-records.ts';
import type { DamagedFile } from '../store/read-record.ts';
import { folderInStore } from '../store/job-folder.ts';
import { type Counts, createBoard, type JobBoard } from './job-board.ts';
import { type JobCommands, runJobs } from './run-jobs.ts';

/** Where the files of sweeps are. */
export interface SweepPlaces {
  /** The store of all jobs, which all sweeps share. */
  readonly store: string;
  /** The folder of this sweep's results. */
  readonly folder: string;
}

/** How a sweep is run. */
export interface RunSweepOptions extends SweepPlaces {
  readonly launcher: Launcher;
  /** Jobs side by side; as many as the sweep says, or the launcher takes, where absent. */
  readonly parallel?: number | undefined;
  readonly commands: JobCommands;
  /** The working directory of jobs: paths in configurations are relative to it. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /** Ends all once a job has failed. */
  readonly failFast?: boolean | undefined;
  /** Runs jobs again that failed before. */
  readonly retryFailed?: boolean | undefined;
  /** Called with every change that is seen. */
  readonly onChange?: ((board: JobBoard) => void) | undefined;
  readonly onNote?: ((text: string) => void) | undefined;
}

/** How a sweep stands, or has ended. */
export interface SweepStatus {
  /** `tuning` where options are still to be chosen, so that the jobs of the table are not yet known. */
  readonly phase: 'tuning' | 'table';
  readonly counts: Counts;
  readonly failed: readonly FailedJob[];
  /** What the rest is about; absent while options are still to be chosen. */
  readonly plan: SweepPlan | undefined;
  readonly outcomes: readonly SweepOutcome[];
  readonly comparison: SweepComparison | undefined;
  /** The table in plain text, with what was tuned and what runs cost. */
  readonly table: string;
  /** Ends of jobs that were found damaged: these jobs run again. */
  readonly damaged: readonly DamagedFile[];
  /** Why the results could not be written, where they could not: then they are here alone. */
  readonly unwritten?: HighOrderError | undefined;
}

/** A job that failed, why, and where its log is. */
export interface FailedJob {
  readonly job: PlannedJob;
  readonly message: string;
  readonly log: string;
}

/** A sweep that can be run: what it is to try first, if it tunes, and the plan of its table, if it does not. */
export interface PreparedSweep {
  readonly sweep: ResolvedSweep;
  readonly context: PlanContext;
  readonly tuning: TuningPlan | undefined;
  readonly plan: SweepPlan | undefined;
}

/**
 * Composes everything that is known of a sweep before it runs. Throws `ConfigurationError` with the mistakes of all experiments, each
 * once.
 */
export async function prepareSweep(sweep: ResolvedSweep, context: PlanContext): Promise<PreparedSweep> {
  const tuning = await planTuning(sweep, context);
  // Where something is tuned, planning the table without it finds the mistakes.
  const plan = await planSweep(sweep, context);
  return { sweep, context, tuning, plan: tuning === undefined ? plan : undefined };
}

/**
 * Runs what is missing of a sweep and writes its results, as far as they are known when it ends: first the jobs that options are chosen
 * from, where it tunes, then those of the table.
 */
export async function runSweep(prepared: PreparedSweep, options: RunSweepOptions): Promise<SweepStatus> {
  const { sweep, context, tuning } = prepared;
  let plan = prepared.plan;
  if (tuning !== undefined) {
    const board = await runBoard(tuning.jobs, sweep, options);
    if (!isOver(board)) return unfinished(board);
    plan = await planSweep(sweep, context, chooseOptions(tuning, board.stateOf));
  }
  const table = required(plan, 'A sweep that tunes nothing has a plan from the beginning.');
  const board = await runBoard(table.jobs, sweep, options);
  const status = await statusOf(table, board);
  try {
    await writeResults(options.folder, table, status, board.stateOf);
    return status;
  } catch (error) {
    if (error instanceof HighOrderError) return { ...status, unwritten: error };
    throw error;
  }
}

/** How a sweep stands. Runs and writes nothing. */
export async function sweepStatus(
  { sweep, context, tuning, plan: known }: PreparedSweep,
  { store }: Pick<SweepPlaces, 'store'>,
): Promise<SweepStatus> {
  let plan = known;
  if (tuning !== undefined) {
    const board = createBoard(tuning.jobs, store);
    if (!isOver(board)) return unfinished(board);
    plan = await planSweep(sweep, context, chooseOptions(tuning, board.stateOf));
  }
  const table = required(plan, 'A sweep that tunes nothing has a plan from the beginning.');
  return statusOf(table, createBoard(table.jobs, store));
}

async function runBoard(
  jobs: readonly PlannedJob[],
  sweep: ResolvedSweep,
  options: RunSweepOptions,
): Promise<JobBoard> {
  const { store, folder, launcher, commands, directory, signal } = options;
  if (options.retryFailed === true) forgetFailures(jobs, store);
  const board = createBoard(jobs, store);
  await runJobs(board, {
    launcher,
    parallel: options.parallel ?? sweep.settings.jobs ?? launcher.parallel,
    commands,
    directory,
    scratch: join(folder, 'launcher'),
    signal,
    failFast: options.failFast ?? false,
    onChange: () => options.onChange?.(board),
    onNote: (text) => options.onNote?.(text),
  });
  return board;
}

function isOver(board: JobBoard): boolean {
  const { done, failed, total } = board.counts();
  return done + failed === total;
}

function unfinished(board: JobBoard): SweepStatus {
  const table = 'Options are still to be chosen, so that there is no table yet.';
  const none = { plan: undefined, outcomes: [], comparison: undefined, damaged: damagedIn(board) };
  return { phase: 'tuning', counts: board.counts(), failed: failuresOf(board), ...none, table };
}

async function statusOf(plan: SweepPlan, board: JobBoard): Promise<SweepStatus> {
  const outcomes = gatherOutcomes(plan, board.stateOf);
  const comparison = comparisonOf(outcomes, {
    baseline: plan.baseline,
    relevant: plan.sweep.settings.relevant ?? undefined,
  });
  const text = comparison === undefined ? 'No results yet.' : await methodComparisonText(comparison);
  const table = [text.trimEnd(), ...notesOf(plan)].join('\n\n');
  const counts = board.counts();
  const damaged = damagedIn(board);
  return { phase: 'table', counts, failed: failuresOf(board), plan, outcomes, comparison, table, damaged };
}

function failuresOf(board: JobBoard): readonly FailedJob[] {
  return board
    .jobs()
    .flatMap(({ planned, folder, state }) =>
      state.state === 'failed' ? [{ job: planned, message: state.message, log: folder.log }] : [],
    );
}

function damagedIn(board: JobBoard): readonly DamagedFile[] {
  return board.jobs().flatMap(({ state }) => ('damaged' in state ? (state.damaged ?? []) : []));
}

function forgetFailures(jobs: readonly PlannedJob[], store: string): void {
  for (const { hash } of jobs) {
    const folder = folderInStore(store, hash);
    if (readState(folder).state === 'failed') removeWhole(folder.failure);
  }
}
