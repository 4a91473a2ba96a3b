import { join } from 'node:path';
import { z } from 'zod';
import { parseSealed, readNeeded } from './files.ts';
import { looseNumber } from './numbers.ts';

const count = z.int().nonnegative();

const hash = z.string();

const manifestSchema = z.object({
  format: z.literal(1),
  experiment: z.string(),
  id: z.string(),
  status: z.enum(['running', 'done', 'failed', 'interrupted']),
  seed: z.number(),
  created: z.string(),
  /** Seconds of training. */
  seconds: looseNumber,
  stepsPerSecond: looseNumber,
  steps: count,
  stepsDone: count,
  engine: z.object({ engine: z.string(), backend: z.string(), version: z.string() }),
  versions: z.record(z.string(), z.string()),
  machine: z.object({
    platform: z.string(),
    architecture: z.string(),
    processor: z.string(),
    cores: z.number(),
    memoryGiB: z.number(),
  }),
  gitCommit: z.string().nullable(),
  dimension: z.int().positive(),
  parameters: count,
  heads: z.array(z.object({ use: z.string(), orders: z.array(z.number()), parameters: count })),
  losses: z.array(z.object({ name: z.string(), weight: z.number() })),
  orders: z.array(z.number()),
  evaluationsPerStep: z.number(),
  method: z.string(),
  /** BibTeX entries. */
  citations: z.array(z.string()),
  warnings: z.array(z.string()),
  command: z.string(),
  /** SHA-256 of files that a run writes once, by name; absent in runs of older versions, as is what follows. */
  files: z.record(z.string(), hash).optional(),
  /** SHA-256 of the first bytes of metrics.jsonl. */
  metrics: z.object({ bytes: z.int().nonnegative(), sha256: hash }).optional(),
});

/** What `manifest.json` of a run says. Fields that a later version adds are ignored. */
export type Manifest = Readonly<z.output<typeof manifestSchema>>;

/** Reads `manifest.json`. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json');
  return parseSealed(manifestSchema, await readNeeded(path), path);
}
