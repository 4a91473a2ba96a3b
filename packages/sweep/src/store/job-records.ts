import { existsSync, readFileSync } from 'node:fs';
import { InputError } from '@highorder/core';
import { z } from 'zod';
import type { JobFolder } from './job-folder.ts';
import { lockState } from '@highorder/files';

/** JSON has no number for what is not finite. */
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);

const rowSchema = z.object({
  metric: z.string(),
  steps: z.int(),
  evaluations: z.number(),
  value: number,
  floor: number,
  floorDeviation: number,
  higherIsBetter: z.boolean().optional(),
  samples: z.number(),
  draws: z.number().optional(),
  pValue: z.number().optional(),
  notFinite: z.number().optional(),
});

const jobSchema = z.object({ format: z.literal(1), hash: z.string(), code: z.string() });

const resultSchema = z.object({
  format: z.literal(1),
  /** Trainable numbers of the flow. */
  parameters: z.int(),
  /** Updates of the parameters. */
  trainingSteps: z.int(),
  rows: z.array(rowSchema),
  skipped: z.array(z.object({ metric: z.string(), reason: z.string() })),
});

const failureSchema = z.object({ format: z.literal(1), message: z.string() });

/** One value of a metric, as a job found it. */
export type ResultRow = Readonly<z.output<typeof rowSchema>>;

/** What a job found. It holds no times, so that equal jobs have equal results to the bit. */
export type JobResult = Readonly<z.output<typeof resultSchema>>;

/** How a job stands. */
export type JobState =
  | { readonly state: 'queued' | 'running' }
  | { readonly state: 'done'; readonly result: JobResult }
  | { readonly state: 'failed'; readonly message: string };

/** What the folder of a job says that the job is. Throws `InputError` where the folder is none of a job. */
export function readJob(folder: JobFolder): Readonly<z.output<typeof jobSchema>> {
  if (existsSync(folder.job)) return parseFile(folder.job, jobSchema);
  throw new InputError({
    where: folder.path,
    message: 'There is no job in this folder: it has no job.json.',
    expected: 'a folder that `highorder sweep` made, such as runs/jobs/<hash>',
  });
}

/** How a job stands. A job that nobody has written down is queued. */
export function readState(folder: JobFolder): JobState {
  // A job may end between two looks, so its end is looked for again where nobody works on it.
  const running =
    endOf(folder) === undefined && existsSync(folder.path) && lockState(folder.path)?.held === true;
  return running ? { state: 'running' } : (endOf(folder) ?? { state: 'queued' });
}

/** The end that a job has left in its folder; undefined where it has not come to one. */
export function endOf(
  folder: JobFolder,
): Exclude<JobState, { readonly state: 'queued' | 'running' }> | undefined {
  if (existsSync(folder.result)) return { state: 'done', result: parseFile(folder.result, resultSchema) };
  if (!existsSync(folder.failure)) return undefined;
  return { state: 'failed', message: parseFile(folder.failure, failureSchema).message };
}

function parseFile<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new InputError({
    where: file,
    message: `This file is not as it was written: ${z.prettifyError(parsed.error)}`,
    fix: 'Remove the folder of the job, and it will be run again.',
  });
}
