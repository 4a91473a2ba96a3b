import { join } from 'node:path';
import type { EvaluationRow } from '@highorder/core';
import { z } from 'zod';
import { parseSealed, readOptional } from './files.ts';
import { looseNumber } from './numbers.ts';

/** A metric that says nothing about the problem, and why. */
export interface Skipped {
  readonly metric: string;
  readonly reason: string;
}

/** What `evaluation.json` of a run says. */
export interface Evaluation {
  readonly rows: readonly EvaluationRow[];
  readonly skipped: readonly Skipped[];
  /** SHA-256 of the samples that were measured, by name from the run's folder; absent in runs of older versions. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

const evaluationSchema: z.ZodType<Evaluation> = z.object({
  rows: z.array(
    z.object({
      metric: z.string(),
      steps: z.int().positive(),
      evaluations: z.number(),
      value: looseNumber,
      floor: looseNumber,
      floorDeviation: looseNumber,
      higherIsBetter: z.boolean().optional(),
      samples: z.number(),
      draws: z.number().optional(),
      pValue: z.number().optional(),
      notFinite: z.number().optional(),
    }),
  ),
  skipped: z.array(z.object({ metric: z.string(), reason: z.string() })),
  files: z.record(z.string(), z.string()).optional(),
});

/** Reads `evaluation.json`, or undefined where the run was not evaluated. */
export async function readEvaluation(folder: string): Promise<Evaluation | undefined> {
  const path = join(folder, 'evaluation.json');
  const text = await readOptional(path);
  return text === undefined ? undefined : parseSealed(evaluationSchema, text, path);
}
