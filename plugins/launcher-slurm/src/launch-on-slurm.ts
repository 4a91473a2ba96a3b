import type { LaunchRequest } from '@highorder/core';
import { askSlurm } from './client.ts';
import { followTasks } from './follow-tasks.ts';
import type { SlurmOptions } from './options.ts';
import { submit } from './submit.ts';
import { writeTaskFiles } from './task-files.ts';

/** Runs all jobs as one array, and resolves when no task of it is left. The signal cancels the array. */
export async function launchOnSlurm(options: SlurmOptions, request: LaunchRequest): Promise<void> {
  if (request.jobs.length === 0 || request.signal.aborted) return;
  const files = writeTaskFiles(options, request);
  const array = await submit(options, request, files);
  request.onNote(
    `Slurm has ${request.jobs.length} jobs as array ${array} of ${files.tasks.length} tasks; \`scancel ${array}\` ends them.`,
  );
  try {
    await followTasks({ array, files, request, poll: options.poll });
  } catch (error) {
    // Whatever went wrong here, nothing is to run on unseen.
    await askSlurm('scancel', [array]);
    throw error;
  }
}
