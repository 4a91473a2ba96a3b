import { InputError, type LaunchRequest } from '@highorder/core';
import type { SlurmOptions } from './options.ts';
import type { TaskFiles } from './task-files.ts';

/** Arguments of sbatch that the launcher gives by itself, or that would take the array away from it; long and short. */
const own = [
  ...[
    '--array',
    '-a',
    '--chdir',
    '-D',
    '--output',
    '-o',
    '--error',
    '-e',
    '--parsable',
    '--export',
    '--job-name',
    '-J',
  ],
  ...[
    '--requeue',
    '--no-requeue',
    '--ntasks',
    '-n',
    '--wrap',
    '--wait',
    '-W',
    '--test-only',
    '--clusters',
    '-M',
    '--hold',
    '-H',
  ],
];

/** The option that says it instead. */
const options: Readonly<Record<string, string>> = {
  '--partition': 'partition',
  '-p': 'partition',
  '--time': 'time',
  '-t': 'time',
  '--mem': 'memory',
  '--cpus-per-task': 'cpusPerTask',
  '-c': 'cpusPerTask',
};

/** Throws where a further argument is one that the launcher gives by itself. */
export function requireOwnArguments(words: readonly string[]): void {
  for (const word of words) {
    const name = /^--[^=]*|^-./.exec(word)?.[0] ?? word;
    const option = options[name];
    if (option === undefined && !own.includes(name)) continue;
    throw new InputError({
      where: 'launcher slurm',
      message: `\`arguments\` has "${word}", which the launcher gives to sbatch by itself.`,
      expected: 'arguments such as --account=physics or --constraint=avx2',
      fix: option === undefined ? 'Leave it out.' : `Use the option \`${option}\`.`,
    });
  }
}

/** The words of sbatch for an array of that many tasks, without a shell between. */
export function sbatchWords(
  options: SlurmOptions,
  { directory, parallel }: Pick<LaunchRequest, 'directory' | 'parallel'>,
  { script, logPattern, tasks }: TaskFiles,
): readonly string[] {
  const { partition, time, memory, cpusPerTask } = options;
  return [
    '--parsable',
    '--job-name=highorder',
    `--array=0-${tasks.length - 1}%${parallel}`,
    '--ntasks=1',
    `--cpus-per-task=${cpusPerTask}`,
    ...(partition === null ? [] : [`--partition=${partition}`]),
    ...(time === null ? [] : [`--time=${time}`]),
    ...(memory === null ? [] : [`--mem=${memory}`]),
    `--chdir=${directory}`,
    `--output=${logPattern}`,
    // Jobs go on where they were when the sweep is run again, which then knows of them.
    '--no-requeue',
    '--export=ALL',
    ...options.arguments,
    script,
  ];
}
