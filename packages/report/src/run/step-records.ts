import { join } from 'node:path';
import type { StepRecord } from '@highorder/core';
import { z } from 'zod';
import { parseJson, readNeeded } from './files.ts';
import { looseNumber } from './numbers.ts';

const recordSchema: z.ZodType<StepRecord> = z.object({
  step: z.int().positive(),
  steps: z.int().positive(),
  seconds: looseNumber,
  loss: looseNumber,
  terms: z.record(z.string(), z.object({ raw: looseNumber, weighted: looseNumber })),
  gradientNorm: looseNumber,
  learningRate: looseNumber,
});

/** Reads `metrics.jsonl`, a record a line. A last line that was cut short, as by a power cut, is dropped. */
export async function readStepRecords(folder: string): Promise<readonly StepRecord[]> {
  const path = join(folder, 'metrics.jsonl');
  const lines = (await readNeeded(path)).split('\n');
  const tail = lines.pop() ?? '';
  const whole = isJson(tail) ? [...lines, tail] : lines;
  return whole.flatMap((line, index) =>
    line.trim() === '' ? [] : [parseJson(recordSchema, line, `${path}:${index + 1}`)],
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
