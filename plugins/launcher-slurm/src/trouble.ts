import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import type { JobEnd } from '@highorder/core';
import type { TaskState } from './queue.ts';
import type { WrittenEnd } from './task-files.ts';

const MOST_LINES = 12;

/** Why a job has no end of its own: its process died. Undefined where it answered. */
export function troubleOfEnd({ status, log }: WrittenEnd): string | undefined {
  if (status === undefined) return undefined;
  const signal = Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
  const how = signal === undefined ? `ended by itself, with status ${status}` : `was killed by ${signal}`;
  return withWords(`The process ${how}`, log);
}

/** Whether a process was killed, which shells tell by a status above 128, or its status. */
export function deathOf({ status }: WrittenEnd): Pick<JobEnd, 'killed' | 'status'> {
  if (status === undefined) return {};
  return status > 128 && status !== 130 ? { killed: true } : { status };
}

/** Why a task ended with a job that did not come to its end. `state` is undefined where Slurm no longer knows it. */
export function troubleOfTask(name: string, state: TaskState | undefined, log: string): string {
  if (state === undefined)
    return withWords(`Slurm no longer knows task ${name}, which left no end of this job`, log);
  const reason = state.reason === '' || state.reason === 'None' ? '' : ` (${state.reason})`;
  const node = state.nodes === '' ? '' : ` on ${state.nodes}`;
  return withWords(`Slurm ended task ${name}${node} before this job had ended: ${state.state}${reason}`, log);
}

function withWords(what: string, log: string): string {
  const said = !existsSync(log) ? '' : lastLines(readFileSync(log, 'utf8'));
  return said === '' ? `${what}.` : `${what}, after it had said:\n${said}\nAll of it is in ${log}.`;
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-MOST_LINES).join('\n');
}
