import { execFile } from 'node:child_process';
import { InputError } from '@highorder/core';

/** What a program of Slurm gave. */
export interface Answer {
  readonly status: number;
  readonly output: string;
  /** What it said on standard error, on one line. */
  readonly said: string;
}

/** How long Slurm may take to answer. */
const SECONDS = 60;
const MOST_BYTES = 64 * 1024 * 1024;

/** Runs a program of Slurm's, such as squeue, without a shell. Throws an InputError where it is not there. */
export function askSlurm(program: string, words: readonly string[]): Promise<Answer> {
  const settings = {
    env: environmentFor(process.env),
    timeout: 1000 * SECONDS,
    maxBuffer: MOST_BYTES,
  };
  return new Promise((resolve, reject) => {
    execFile(program, [...words], settings, (error, output, said) => {
      if (error !== null && error.code === 'ENOENT') reject(missing(program, error));
      else resolve({ status: statusOf(error), output, said: said.trim().replaceAll(/\s*\n\s*/g, ' ') });
    });
  });
}

/**
 * What a program of Slurm and the jobs are given: all but what would turn the meaning of the words here, which is the job that
 * this process itself runs in, and the user's habits for looking at queues.
 */
export function environmentFor(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = ['SLURM_CONF', 'SLURM_CONF_SERVER'];
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) =>
        kept.includes(name) || !/^(?:SLURM|SQUEUE|SCANCEL|SACCT|SBATCH_ARRAY|SBATCH_WAIT)_?/.test(name),
    ),
  );
}

function statusOf(error: { readonly code?: unknown } | null): number {
  if (error === null) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}

function missing(program: string, cause: unknown): InputError {
  return new InputError({
    where: 'launcher slurm',
    message: `There is no program "${program}" on this machine.`,
    expected: 'the clients of Slurm (sbatch, squeue, scancel) among the programs that the shell finds',
    fix: 'Run the sweep on a machine from which the cluster takes jobs, or use the launcher `local`.',
    cause,
  });
}
