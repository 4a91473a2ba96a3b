import { setTimeout as sleep } from 'node:timers/promises';
import { HighOrderError, type LaunchJob, type LaunchRequest, type StopSignal } from '@highorder/core';
import { askSlurm } from './client.ts';
import { askQueue, isAlive, type TaskState } from './queue.ts';
import { readEnd, type TaskFiles, taskLog } from './task-files.ts';
import { deathOf, troubleOfEnd, troubleOfTask } from './trouble.ts';

/** An array that Slurm has. */
export interface Followed {
  readonly array: string;
  readonly files: TaskFiles;
  readonly request: LaunchRequest;
  /** Seconds between two looks. */
  readonly poll: number;
}

/** Looks after the end of a task before a job without an end is given up: files may come late over a network. */
const PATIENCE = 3;

/** Looks without an answer after the signal, before one gives up. */
const LAST_LOOKS = 12;

/** A task whose jobs have not all ended. */
interface OpenTask {
  readonly task: number;
  jobs: readonly LaunchJob[];
  /** How often it was looked at after its end. */
  looks: number;
}

/** Tells the ends of jobs as they come, until no task is left. After the signal the array is cancelled. */
export async function followTasks(followed: Followed): Promise<void> {
  const { array, files, request, poll } = followed;
  const open = files.tasks.map((jobs, task): OpenTask => ({ task, jobs, looks: 0 }));
  const told = toldOnce(request.onNote);
  let cancelled = false;
  let silent = 0;
  for (;;) {
    const { aborted } = request.signal;
    if (aborted && !cancelled) cancelled = await cancel(array);
    const answer = await askQueue(array);
    tellWrittenEnds(open, followed, aborted);
    if ('silent' in answer) {
      silent += 1;
      told('silent', `Slurm does not answer, and is asked again: ${answer.silent}`);
      if (aborted && silent >= LAST_LOOKS) throw unanswered(array, answer.silent);
    } else {
      silent = 0;
      for (const { state, reason } of answer.tasks) noteHeld(told, array, state, reason);
      const alive = answer.tasks.some(isAlive);
      if (!aborted) giveUpLost(open, answer.tasks, followed);
      if (!alive && (aborted ? cancelled : open.every(({ jobs }) => jobs.length === 0))) return;
    }
    await pause(poll, aborted ? undefined : request.signal);
  }
}

/** Tells each job whose end is written. After the signal only those that were answered: the others were ended by it. */
function tellWrittenEnds(open: readonly OpenTask[], { files, request }: Followed, aborted: boolean): void {
  for (const task of open) {
    const ended = task.jobs.map((job) => ({ job, end: readEnd(files, job) }));
    task.jobs = ended.filter(({ end }) => end === undefined).map(({ job }) => job);
    for (const { job, end } of ended) {
      if (end === undefined || (aborted && end.status !== undefined)) continue;
      request.onEnd({ job, trouble: troubleOfEnd(end), ...deathOf(end) });
    }
  }
}

/** Tells the jobs that a task left without an end when Slurm ended it, or lost it. */
function giveUpLost(
  open: readonly OpenTask[],
  states: readonly TaskState[],
  { array, files, request }: Followed,
): void {
  const byTask = new Map(states.map((state) => [state.task, state]));
  for (const lost of open) {
    const state = byTask.get(lost.task);
    if (lost.jobs.length === 0 || (state !== undefined && isAlive(state))) continue;
    lost.looks += 1;
    if (lost.looks <= PATIENCE) continue;
    const trouble = troubleOfTask(`${array}_${lost.task}`, state, taskLog(files, lost.task));
    const { jobs } = lost;
    lost.jobs = [];
    for (const job of jobs) request.onEnd({ job, trouble, killed: true });
  }
}

/** Why a task may wait for ever, in Slurm's words; the usual reasons of a queue are not among them. */
const usual = new Set([
  'None',
  '',
  'Priority',
  'Resources',
  'JobArrayTaskLimit',
  'BeginTime',
  'Prolog',
  'Cleaning',
]);

function noteHeld(told: (about: string, text: string) => void, array: string, state: string, reason: string) {
  if (state !== 'PENDING' || usual.has(reason)) return;
  told(reason, `Slurm lets array ${array} wait: ${reason}. \`scontrol show job ${array}\` tells more.`);
}

function toldOnce(tell: (text: string) => void): (about: string, text: string) => void {
  const known = new Set<string>();
  return (about, text) => {
    if (known.has(about)) return;
    known.add(about);
    tell(text);
  };
}

/** Whether Slurm has taken the order; an array that is over needs none. */
async function cancel(array: string): Promise<boolean> {
  const { status, said } = await askSlurm('scancel', [array]);
  return status === 0 || /already complet|invalid job id/i.test(said);
}

/** Waits, until the signal at most. */
async function pause(seconds: number, signal: StopSignal | undefined): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal?.addEventListener('abort', stop);
  await sleep(1000 * seconds, undefined, { signal: controller.signal }).catch(() => undefined);
  signal?.removeEventListener('abort', stop);
}

function unanswered(array: string, said: string): HighOrderError {
  return new HighOrderError({
    where: 'launcher slurm',
    message: `Slurm does not answer, so that tasks of array ${array} may still run: ${said}`,
    fix: `Run \`scancel ${array}\` when it answers again.`,
  });
}
