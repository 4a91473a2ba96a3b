import { mkdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { JobEnd, Launcher, LaunchJob } from '@highorder/core';
import { writeJson } from '@highorder/files';
import { queueJob } from '../store/job-folder.ts';
import { endOf } from '../store/job-records.ts';
import type { BoardJob, JobBoard } from './job-board.ts';

/** How command lines of jobs are written. */
export interface JobCommands {
  /** Runs the job of a folder. */
  run(folder: string): readonly string[];
  /** Serves job after job, as `LaunchRequest` has it. */
  readonly serve: readonly string[];
}

/** How the jobs of a sweep are run. */
export interface RunJobsOptions {
  readonly launcher: Launcher;
  /** Jobs side by side. */
  readonly parallel: number;
  readonly commands: JobCommands;
  /** The working directory of jobs. */
  readonly directory: string;
  /** A folder for the launcher's own files. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  /** Ends all once a job has failed. */
  readonly failFast: boolean;
  /** Called with every change that is seen. */
  readonly onChange: () => void;
  readonly onNote: (text: string) => void;
}

/** How long to wait before looking again at jobs that another process works on. */
const LOOK_AGAIN = 500;

/** A job that ends so often without a word is given up. */
const MOST_LAUNCHES = 3;

/**
 * Runs all jobs of a board that have not come to an end, until there is none, or until the signal. Jobs that other processes work on are
 * waited for, and taken over where these processes die.
 */
export async function runJobs(board: JobBoard, options: RunJobsOptions): Promise<void> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([options.signal, stopping.signal]);
  const failedBefore = board.counts().failed;
  const changed = (hash?: string) => {
    board.refresh(hash);
    options.onChange();
    if (options.failFast && board.counts().failed > failedBefore) stopping.abort();
  };
  const launches = new Map<string, number>();
  changed();
  while (!signal.aborted) {
    const ready = board.jobs().filter(({ state: { state } }) => state === 'queued');
    if (ready.length === 0 && board.counts().running === 0) return;
    if (ready.length === 0) await setTimeout(LOOK_AGAIN, undefined, { signal }).catch(() => undefined);
    else await launch(giveUp(ready, launches), signal, changed, options);
    changed();
  }
}

/** Jobs that may still be launched; the others have failed. */
function giveUp(ready: readonly BoardJob[], launches: Map<string, number>): readonly BoardJob[] {
  return ready.filter(({ folder, planned: { hash } }) => {
    const count = (launches.get(hash) ?? 0) + 1;
    launches.set(hash, count);
    if (count <= MOST_LAUNCHES) return true;
    recordFailure(folder.failure, `The job ended ${MOST_LAUNCHES} times and left nothing.`);
    return false;
  });
}

async function launch(
  ready: readonly BoardJob[],
  signal: AbortSignal,
  changed: (hash?: string) => void,
  { launcher, parallel, commands, directory, scratch, onNote }: RunJobsOptions,
): Promise<void> {
  if (ready.length === 0) return;
  for (const { folder, planned } of ready) queueJob(folder, planned, () => planned.config());
  const jobs = ready.map(({ folder: { path }, planned: { hash } }): LaunchJob => {
    return { name: hash, folder: path, command: commands.run(path) };
  });
  const folders = new Map(ready.map(({ folder }) => [folder.path, folder]));
  const onEnd = ({ job, trouble }: JobEnd) => {
    const folder = folders.get(job.folder);
    if (folder !== undefined && trouble !== undefined && endOf(folder) === undefined) {
      recordFailure(folder.failure, trouble);
    }
    changed(job.name);
  };
  mkdirSync(scratch, { recursive: true });
  await launcher.launch({
    jobs,
    parallel,
    serve: commands.serve,
    directory,
    scratch,
    signal,
    onEnd,
    onNote,
  });
}

function recordFailure(file: string, message: string): void {
  writeJson(file, { format: 1, message });
}
