import { askSlurm } from './client.ts';

/** What Slurm says of a task. */
export interface TaskState {
  /** Its number within the array. */
  readonly task: number;
  /** Slurm's word, such as RUNNING or NODE_FAIL. */
  readonly state: string;
  /** Slurm's word for why it waits or ended, such as Resources or TimeLimit; `None` for no reason. */
  readonly reason: string;
  /** The node or nodes; empty where it has none. */
  readonly nodes: string;
}

/** What Slurm says of the tasks that it still knows, or why it says nothing. */
export type QueueAnswer = { readonly tasks: readonly TaskState[] } | { readonly silent: string };

/** States of tasks that are not over. */
const alive = new Set([
  ...['PENDING', 'CONFIGURING', 'RUNNING', 'COMPLETING', 'SUSPENDED', 'STOPPED', 'RESIZING', 'SIGNALING'],
  ...['STAGE_OUT', 'REQUEUED', 'REQUEUE_FED', 'REQUEUE_HOLD', 'RESV_DEL_HOLD', 'SPECIAL_EXIT'],
]);

/** Whether a task waits, runs, or is being cleaned up. */
export function isAlive({ state }: TaskState): boolean {
  return alive.has(state);
}

/** Asks for all tasks of an array. Slurm forgets one a few minutes after its end. */
export async function askQueue(array: string): Promise<QueueAnswer> {
  const words = ['--noheader', '--array', '--states=all', `--jobs=${array}`, '--format=%K|%T|%r|%N'];
  const { status, output, said } = await askSlurm('squeue', words);
  if (status === 0) return { tasks: parseQueue(output) };
  return /invalid job id/i.test(said) ? { tasks: [] } : { silent: said };
}

/** The lines of squeue, in the format above. */
export function parseQueue(output: string): readonly TaskState[] {
  return output
    .split('\n')
    .map((line) => line.split('|'))
    .flatMap(([task = '', state = '', reason = '', nodes = '']) =>
      /^\d+$/.test(task) ? [{ task: Number(task), state, reason, nodes }] : [],
    );
}
