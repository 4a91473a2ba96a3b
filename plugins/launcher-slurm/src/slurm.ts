import { definePlugin } from '@highorder/core';
import { z } from 'zod';
import { requireOwnArguments } from './arguments.ts';
import { launchOnSlurm } from './launch-on-slurm.ts';

/**
 * Runs jobs as one array of Slurm. Every node must see the jobs' folders, the working directory and the launch's own files under the same
 * paths, and have the program. Slurm needs no accounting database. Throws an InputError where `arguments` has one
 * that this launcher gives by itself.
 */
export default definePlugin({
  kind: 'launcher',
  name: 'slurm',
  summary: 'Runs jobs on a cluster, as an array of Slurm.',
  cite: ['yoo2003slurm'],
  options: z.strictObject({
    partition: z.string().min(1).nullable().default(null).describe('Partition; null: that of the cluster.'),
    time: z
      .union([
        z.int().positive(),
        z.string().regex(/^(?:\d+-)?\d+(?::\d{1,2}){0,2}$/, 'such as 90 (minutes), 1:30:00 or 2-12:00:00'),
      ])
      .nullable()
      .default(null)
      .describe(
        'Limit of time of a task, in the words of sbatch: minutes, h:mm:ss or days-hours; null: that of the partition.',
      ),
    memory: z
      .union([z.int().positive(), z.string().regex(/^\d+[KMGT]?$/, 'such as 2G or 500M')])
      .nullable()
      .default(null)
      .describe('Memory of a task, such as 2G, or in MB; null: what the cluster gives.'),
    cpusPerTask: z.int().min(1).default(1).describe('Processors of a task. A job computes on one thread.'),
    parallel: z
      .int()
      .min(1)
      .default(100)
      .describe('Tasks side by side at most, where the command does not say; Slurm may run fewer.'),
    jobsPerTask: z
      .int()
      .min(1)
      .default(1)
      .describe('Jobs that a task does one after the other, in one process, within its limit of time.'),
    arguments: z
      .array(z.string().regex(/^-/, 'an argument of sbatch, which begins with -'))
      .default([])
      .describe('Further arguments of sbatch, such as --account=physics.'),
    prepare: z
      .array(z.string())
      .default([])
      .describe('Lines of bash that a task runs first, such as module load nodejs.'),
    poll: z.number().positive().default(5).describe('Seconds between two looks at the queue.'),
  }),
  create: (options) => {
    requireOwnArguments(options.arguments);
    return {
      parallel: options.parallel,
      launch: (request) => launchOnSlurm(options, request),
    };
  },
});
