import { setTimeout } from 'node:timers/promises';
import { type JobEnd, type Launcher, type LaunchJob, HighOrderError } from '@highorder/core';
import { lockState, makeFolder, shownPath } from '@highorder/files';
import { BLOCKED } from '../job/blocked.ts';
import type { JobFolder } from '../store/job-folder.ts';
import { queueJob } from '../store/queue-job.ts';
import { endOf, recordFailure } from '../store/job-records.ts';
import { damagedText } from '../store/read-record.ts';
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
 * waited for, and taken over where these processes die. A job whose process something killed is tried once more. Throws where the machine lets
 * no job go on, such as with a full disk: no job fails by that.
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
  const attempt: Attempt = { signal, changed, killed: new Set(), stop: () => stopping.abort() };
  changed();
  tellDamaged(board, options);
  while (!signal.aborted) {
    const ready = board.jobs().filter(({ state: { state } }) => state === 'queued');
    if (ready.length === 0 && board.counts().running === 0) return;
    if (ready.length === 0) await setTimeout(LOOK_AGAIN, undefined, { signal }).catch(() => undefined);
    else await launch(giveUp(ready, launches), attempt, options);
    changed();
  }
}

/** What the launches of a board share. */
interface Attempt {
  readonly signal: AbortSignal;
  readonly changed: (hash?: string) => void;
  /** Jobs of which something has killed a process. */
  readonly killed: Set<string>;
  /** Lets no further job begin. */
  readonly stop: () => void;
}

function tellDamaged(board: JobBoard, { onNote }: Pick<RunJobsOptions, 'onNote'>): void {
  for (const { state } of board.jobs()) {
    const damaged = 'damaged' in state ? (state.damaged ?? []) : [];
    for (const file of damaged)
      onNote(damagedText(file, 'it is set aside as *.damaged, and its job runs again'));
  }
}

/** Jobs that may still be launched; the others have failed. */
function giveUp(ready: readonly BoardJob[], launches: Map<string, number>): readonly BoardJob[] {
  return ready.filter(({ folder, planned: { hash } }) => {
    const count = (launches.get(hash) ?? 0) + 1;
    launches.set(hash, count);
    if (count <= MOST_LAUNCHES) return true;
    recordFailure(folder, `The job ended ${MOST_LAUNCHES} times and left nothing.`);
    return false;
  });
}

async function launch(
  ready: readonly BoardJob[],
  attempt: Attempt,
  { launcher, parallel, commands, directory, scratch, onNote }: RunJobsOptions,
): Promise<void> {
  if (ready.length === 0) return;
  for (const { folder, planned } of ready) {
    const damaged = queueJob(folder, planned, () => planned.config());
    for (const file of damaged) onNote(damagedText(file, 'it is written anew'));
  }
  const jobs = ready.map(({ folder: { path }, planned: { hash } }): LaunchJob => {
    return { name: hash, folder: path, command: commands.run(path) };
  });
  const folders = new Map(ready.map(({ folder }) => [folder.path, folder]));
  let blocked: HighOrderError | undefined;
  const onEnd = (end: JobEnd) => {
    const folder = folders.get(end.job.folder);
    if (end.status === BLOCKED) {
      blocked ??= blockedBy(end);
      attempt.stop();
    } else if (folder !== undefined) tellTrouble(folder, end, attempt, onNote);
    attempt.changed(end.job.name);
  };
  makeFolder(scratch);
  await launcher.launch({
    jobs,
    parallel,
    serve: commands.serve,
    directory,
    scratch,
    signal: attempt.signal,
    onEnd,
    onNote,
  });
  if (blocked !== undefined) throw blocked;
}

/** What becomes of a job whose process did not end by itself. */
function tellTrouble(
  folder: JobFolder,
  { job, trouble, killed = false }: JobEnd,
  attempt: Attempt,
  onNote: (text: string) => void,
): void {
  // Its process may have died after the end of the job, and another sweep may have taken it over.
  if (trouble === undefined || endOf(folder) !== undefined || lockState(folder.path)?.held === true) return;
  if (!killed || attempt.killed.has(job.name)) return recordFailure(folder, trouble);
  attempt.killed.add(job.name);
  onNote(`${shownPath(folder.path)}: ${trouble}\n  The job is tried once more, from its last checkpoint.`);
}

function blockedBy({ job, trouble = 'The machine did not let it go on.' }: JobEnd): HighOrderError {
  return new HighOrderError({
    where: shownPath(job.folder),
    message: `The sweep stopped, because this job could not go on. ${trouble}`,
    fix: 'Mend that, then run the same command again: what is done is kept, and no job has failed by it.',
  });
}
