import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Launcher } from '@highorder/core';
import { methodComparisonText } from '@highorder/report';
import type { PlannedJob, SweepPlan } from '../plan/plan-sweep.ts';
import { comparisonOf, type SweepComparison } from '../results/compare.ts';
import { gatherOutcomes, type SweepOutcome } from '../results/outcomes.ts';
import { writeResults } from '../results/write-results.ts';
import { readState } from '../store/job-records.ts';
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
  readonly counts: Counts;
  readonly failed: readonly FailedJob[];
  readonly outcomes: readonly SweepOutcome[];
  readonly comparison: SweepComparison | undefined;
  /** The table in plain text. */
  readonly table: string;
}

/** A job that failed, why, and where its log is. */
export interface FailedJob {
  readonly job: PlannedJob;
  readonly message: string;
  readonly log: string;
}

/** Runs what is missing of a sweep and writes its results, as far as they are known when it ends. */
export async function runSweep(plan: SweepPlan, options: RunSweepOptions): Promise<SweepStatus> {
  const { store, folder, launcher, commands, directory, signal } = options;
  if (options.retryFailed === true) forgetFailures(plan, store);
  const board = createBoard(plan.jobs, store);
  await runJobs(board, {
    launcher,
    parallel: options.parallel ?? plan.sweep.settings.jobs ?? launcher.parallel,
    commands,
    directory,
    scratch: join(folder, 'launcher'),
    signal,
    failFast: options.failFast ?? false,
    onChange: () => options.onChange?.(board),
    onNote: (text) => options.onNote?.(text),
  });
  const status = await statusOf(plan, board);
  await writeResults(folder, plan, status, board.stateOf);
  return status;
}

/** How a sweep stands. Runs and writes nothing. */
export function sweepStatus(plan: SweepPlan, { store }: Pick<SweepPlaces, 'store'>): Promise<SweepStatus> {
  return statusOf(plan, createBoard(plan.jobs, store));
}

async function statusOf(plan: SweepPlan, board: JobBoard): Promise<SweepStatus> {
  const outcomes = gatherOutcomes(plan, board.stateOf);
  const comparison = comparisonOf(outcomes, plan.baseline);
  const failed = board
    .jobs()
    .flatMap(({ planned, folder, state }): readonly FailedJob[] =>
      state.state === 'failed' ? [{ job: planned, message: state.message, log: folder.log }] : [],
    );
  const table = comparison === undefined ? 'No results yet.' : await methodComparisonText(comparison);
  return { counts: board.counts(), failed, outcomes, comparison, table };
}

function forgetFailures({ jobs }: SweepPlan, store: string): void {
  for (const { hash } of jobs) {
    const folder = folderInStore(store, hash);
    if (readState(folder).state === 'failed') rmSync(folder.failure, { force: true });
  }
}
