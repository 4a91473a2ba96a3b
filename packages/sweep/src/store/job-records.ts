import { existsSync } from 'node:fs';
import { InputError } from '@highorder/core';
import { lockState, sha256, writeJson } from '@highorder/files';
import type { Evaluation } from '@highorder/lab';
import { z } from 'zod';
import type { JobFolder } from './job-folder.ts';
import { type DamagedFile, type FoundRecord, readRecord } from './read-record.ts';

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

const jobSchema = z.object({
  format: z.literal(1),
  hash: z.string(),
  code: z.string(),
  /** The SHA-256 of config.yaml, by which a damaged one is noticed. Absent in old jobs. */
  config: z.string().optional(),
});

const resultFields = {
  /** Trainable numbers of the flow. */
  parameters: z.int(),
  /** Updates of the parameters. */
  trainingSteps: z.int(),
  rows: z.array(rowSchema),
  skipped: z.array(z.object({ metric: z.string(), reason: z.string() })),
};

/** A result with the SHA-256 of its other fields, which the first format did not have. */
const resultSchema = z
  .looseObject({ format: z.literal([1, 2]), sha256: z.string().optional() })
  .refine(({ sha256: sum, ...fields }) => fields.format === 1 || sum === checksumOf(fields))
  .transform((fields): unknown => fields)
  .pipe(z.object(resultFields));

const failureSchema = z.object({ format: z.literal(1), message: z.string() });

/** One value of a metric, as a job found it. */
export type ResultRow = Readonly<z.output<typeof rowSchema>>;

/** What a job found. It holds no times, so that equal jobs have equal results to the bit. */
export type JobResult = Readonly<z.output<typeof resultSchema>>;

/** A job without an end. */
export interface OpenState {
  readonly state: 'queued' | 'running';
  /** Ends of it that were damaged, so that it runs again. */
  readonly damaged?: readonly DamagedFile[] | undefined;
}

/** How a job stands. */
export type JobState =
  | OpenState
  | { readonly state: 'done'; readonly result: JobResult }
  | { readonly state: 'failed'; readonly message: string };

/** What the folder of a job says that the job is. Throws `InputError` where the folder is none of a job. */
export function readJob(folder: JobFolder): Readonly<z.output<typeof jobSchema>> {
  const found = findJob(folder);
  if (found?.value !== undefined) return found.value;
  if (found !== undefined) {
    throw new InputError({
      where: folder.job,
      message: `This file is damaged: ${found.damaged.reason}.`,
      fix: 'Run the sweep again: it writes the file anew.',
    });
  }
  throw new InputError({
    where: folder.path,
    message: 'There is no job in this folder: it has no job.json.',
    expected: 'a folder that `highorder sweep` made, such as runs/jobs/<hash>',
  });
}

/** What job.json says, if it is there. */
export function findJob({ job }: JobFolder): FoundRecord<z.output<typeof jobSchema>> | undefined {
  return readRecord(job, jobSchema);
}

/** How a job stands. A job that nobody has written down is queued, and so is one whose end cannot be read. */
export function readState(folder: JobFolder): JobState {
  if (!existsSync(folder.path)) return { state: 'queued' };
  // A job may end between two looks, so its end is looked for again where nobody works on it.
  const running = endOf(folder) === undefined && lockState(folder.path)?.held === true;
  if (!running) {
    const end = endOf(folder);
    if (end !== undefined) return end;
  }
  const damaged = damagedEnds(folder);
  return { state: running ? 'running' : 'queued', ...(damaged.length === 0 ? {} : { damaged }) };
}

/** The end that a job has left in its folder; undefined where it has not come to one, or left it damaged. */
export function endOf(folder: JobFolder): Exclude<JobState, OpenState> | undefined {
  const result = readRecord(folder.result, resultSchema)?.value;
  if (result !== undefined) return { state: 'done', result };
  const failure = readRecord(folder.failure, failureSchema)?.value;
  return failure && { state: 'failed', message: failure.message };
}

/** The ends in the folder of a job that are not as they were written. */
export function damagedEnds({ result, failure }: JobFolder): readonly DamagedFile[] {
  return [readRecord(result, resultSchema), readRecord(failure, failureSchema)].flatMap((found) =>
    found?.damaged === undefined ? [] : [found.damaged],
  );
}

/** What a job is to leave as its result. */
export interface FoundResult extends Evaluation, Pick<JobResult, 'parameters' | 'trainingSteps'> {}

/** Writes what a job found. It survives a power cut from then on. */
export function recordResult({ result }: JobFolder, found: FoundResult): void {
  const fields = { format: 2, ...found };
  writeJson(result, { ...fields, sha256: checksumOf(fields) }, { durable: true });
}

/** Writes why a job failed. */
export function recordFailure({ failure }: JobFolder, message: string): void {
  writeJson(failure, { format: 1, message }, { durable: true });
}

function checksumOf(fields: object): string {
  return sha256(JSON.stringify(fields));
}
