import { recomposeExperiment } from '@highorder/config';
import { HighOrderError, InputError } from '@highorder/core';
import { shownPath, takeLock } from '@highorder/files';
import {
  removeOldCheckpoints,
  resumeRun,
  type RunOptions,
  type RunResult,
  runFolder,
  trainRun,
} from '@highorder/lab';
import type { PluginRegistry } from '@highorder/runtime';
import type { CodeVersions } from '../code/code-version.ts';
import { type JobFolder, jobFolder } from '../store/job-folder.ts';
import { damagedJob } from '../store/queue-job.ts';
import { damagedEnds, endOf, readJob, recordFailure, recordResult } from '../store/job-records.ts';
import { damagedText, setAside } from '../store/read-record.ts';
import { BlockedError, isMachineTrouble } from './blocked.ts';
import { isResumable } from './is-resumable.ts';
import { type JobLog, openLog } from './job-log.ts';
import { openJob } from './open-job.ts';

/** What a process that runs jobs has for all of them. */
export interface JobRunner {
  readonly registry: PluginRegistry;
  readonly versions: CodeVersions;
  /** The folder that paths in configurations are relative to. */
  readonly directory: string;
  /** The version of HighOrder, for manifests. */
  readonly version: string;
  /** Ends the job that runs, and saves it. */
  readonly signal?: AbortSignal | undefined;
}

/** How a job ended. `busy`: another process works on it. */
export type JobEnding = 'done' | 'failed' | 'interrupted' | 'busy';

/**
 * Runs the job of a folder, from where it was, and leaves there what it found or why it failed. One that is done or has failed is left as it
 * is; one whose end is damaged runs again. Throws `InputError` where the folder is none of a job, and `BlockedError` where not the job but the
 * machine is at fault, so that it stays queued.
 */
export async function runJob(path: string, runner: JobRunner): Promise<JobEnding> {
  const folder = jobFolder(path);
  const { hash } = readJob(folder);
  refuseDamaged(folder, hash);
  try {
    const lock = takeLock(path);
    if (lock === undefined) return 'busy';
    try {
      return endOf(folder)?.state ?? (await work({ folder, hash, damagedLock: lock.damaged }, runner));
    } finally {
      lock.release();
    }
  } catch (error) {
    throw isMachineTrouble(error) ? new BlockedError(path, error) : error;
  }
}

/** A configuration that is not the one that was queued is no failure of the job. */
function refuseDamaged(folder: JobFolder, hash: string): void {
  const [damaged] = damagedJob(folder, hash);
  if (damaged === undefined) return;
  throw new InputError({
    where: shownPath(damaged.file),
    message: `This file of a job is damaged: ${damaged.reason}.`,
    fix: 'Run the sweep again: it writes the file anew.',
  });
}

interface Work {
  readonly folder: JobFolder;
  readonly hash: string;
  /** The lock before the one that is held, where it was damaged. */
  readonly damagedLock: string | undefined;
}

async function work({ folder, hash, damagedLock }: Work, runner: JobRunner): Promise<JobEnding> {
  const log = openLog(folder.log);
  log.say(`Process ${process.pid} begins.`);
  if (damagedLock !== undefined) log.say(`${damagedLock} was damaged, and is removed.`);
  for (const damaged of damagedEnds(folder)) {
    setAside(damaged);
    log.say(damagedText(damaged, 'it is set aside as *.damaged, and the job runs again'));
  }
  try {
    const { manifest, evaluation } = await train(folder, hash, runner, log);
    if (evaluation === undefined) {
      log.say(`Interrupted after step ${manifest.stepsDone}; saved.`);
      return 'interrupted';
    }
    removeOldCheckpoints(runFolder(folder.path).checkpoints);
    const { parameters, stepsDone } = manifest;
    recordResult(folder, { parameters, trainingSteps: stepsDone, ...evaluation });
    log.say('Done.');
    return 'done';
  } catch (error) {
    log.say(`Failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (isMachineTrouble(error)) throw error;
    recordFailure(folder, messageOf(error));
    return 'failed';
  }
}

async function train(folder: JobFolder, hash: string, runner: JobRunner, log: JobLog): Promise<RunResult> {
  const { registry, versions, directory, version, signal } = runner;
  const resolved = recomposeExperiment(folder.config, { folder: directory, registry });
  const job = openJob(resolved, directory, versions);
  if (job.hash !== hash) throw changedJob(folder.path);
  const options: RunOptions = {
    runs: folder.path,
    folder: folder.path,
    command: `highorder job ${folder.path}`,
    version,
    signal,
    callbacks: [log.callback],
    keep: 'numbers',
    locked: true,
  };
  return isResumable(folder.path, log)
    ? resumeRun(folder.path, job.experiment, options)
    : trainRun(job.experiment, options);
}

function changedJob(path: string): InputError {
  return new InputError({
    where: path,
    message: 'The code, or a file that the job reads, is not what it was when the job was queued.',
    fix: 'Run the sweep again: it queues a job for what is there now.',
  });
}

function messageOf(error: unknown): string {
  if (error instanceof HighOrderError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
