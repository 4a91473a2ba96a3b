import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LaunchJob, LaunchRequest } from '@highorder/core';
import type { SlurmOptions } from './options.ts';
import { arrayScript, taskScript } from './task-script.ts';

/** The jobs of one task of the array. */
export type Task = readonly LaunchJob[];

/** The files of a launch, in a folder of its own. */
export interface TaskFiles {
  readonly folder: string;
  readonly tasks: readonly Task[];
  /** What sbatch is given. */
  readonly script: string;
  /** Where Slurm is to put what a task says, in its own pattern: `%a` stands for the number of the task. */
  readonly logPattern: string;
}

/** Writes the scripts of the tasks. */
export function writeTaskFiles(options: SlurmOptions, request: LaunchRequest): TaskFiles {
  const folder = mkdtempSync(join(request.scratch, 'slurm-'));
  mkdirSync(join(folder, 'ends'));
  const tasks = chunks(request.jobs, options.jobsPerTask);
  tasks.forEach((jobs, index) => {
    writeFileSync(join(folder, `task-${index}.sh`), taskScript({ folder, jobs, options, request }));
  });
  const script = join(folder, 'array.sh');
  writeFileSync(script, arrayScript(folder));
  return { folder, tasks, script, logPattern: logPattern(folder) };
}

/** In Slurm's patterns % begins a number unless doubled, and a backslash, which cannot be doubled, ends them all. */
function logPattern(folder: string): string {
  return folder.includes('\\') ? '/dev/null' : join(folder.replaceAll('%', '%%'), 'task-%a.log');
}

/** What a task itself said, and Slurm of it. */
export function taskLog({ folder }: TaskFiles, task: number): string {
  return join(folder, `task-${task}.log`);
}

/** How the process of a job ended. */
export interface WrittenEnd {
  /** The status with which the process ended by itself; undefined where it answered that the job is over. */
  readonly status: number | undefined;
  /** What the process said. */
  readonly log: string;
}

/** What a task wrote of a job whose process ended by itself, or that was answered; undefined where it has not. */
export function readEnd({ folder }: TaskFiles, { name }: LaunchJob): WrittenEnd | undefined {
  const file = join(folder, 'ends', name);
  if (!existsSync(file)) return undefined;
  const [status = '', log = ''] = readFileSync(file, 'utf8').split('\n');
  return { status: status === 'answered' ? undefined : Number(status), log };
}

function chunks(jobs: readonly LaunchJob[], size: number): readonly Task[] {
  return Array.from({ length: Math.ceil(jobs.length / size) }, (_, index) =>
    jobs.slice(index * size, (index + 1) * size),
  );
}
