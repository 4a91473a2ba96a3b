import { InputError, type LaunchRequest } from '@highorder/core';
import { sbatchWords } from './arguments.ts';
import { askSlurm } from './client.ts';
import type { SlurmOptions } from './options.ts';
import type { TaskFiles } from './task-files.ts';

/** Gives the tasks to Slurm as one array; resolves with its number. Throws an InputError with what sbatch said. */
export async function submit(
  options: SlurmOptions,
  request: LaunchRequest,
  files: TaskFiles,
): Promise<string> {
  const { status, output, said } = await askSlurm('sbatch', sbatchWords(options, request, files));
  // The number of the array, and that of the cluster where there are several.
  const number = /^(\d+)(?:;|$)/m.exec(output)?.[1];
  if (status === 0 && number !== undefined) return number;
  throw new InputError({
    where: 'launcher slurm',
    message: `sbatch did not take the jobs (status ${status}): ${said === '' ? output.trim() : said}`,
    fix: wayOut(said, files.tasks.length),
  });
}

function wayOut(said: string, tasks: number): string {
  if (/array/i.test(said))
    return `The cluster may not allow arrays of ${tasks} tasks (MaxArraySize in \`scontrol show config\`): raise \`jobsPerTask\`.`;
  if (/configuration source/i.test(said))
    return 'This machine does not know its cluster: set SLURM_CONF to the path of its slurm.conf.';
  if (/contact|connect|timed out/i.test(said))
    return 'Slurm does not answer: see whether `sinfo` works, then run the sweep again. It goes on where it was.';
  return 'Compare the options of the launcher with what `sinfo` and `scontrol show partition` say of the cluster.';
}
