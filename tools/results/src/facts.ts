import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The part of a run's `manifest.json` that a page tells. */
const manifestSchema = z.object({
  seconds: z.number(),
  stepsDone: z.int(),
  parameters: z.int(),
  gitCommit: z.string().nullable(),
  engine: z.object({ engine: z.string(), backend: z.string(), version: z.string() }),
  machine: z.object({ processor: z.string(), cores: z.number(), memoryGiB: z.number() }),
});

type Manifest = z.output<typeof manifestSchema>;

/** What the runs behind a page have in common, and what they took. */
export interface RunFacts {
  readonly runs: number;
  readonly machines: readonly string[];
  readonly engines: readonly string[];
  readonly commits: readonly string[];
  /** Seconds of training, of all runs together. */
  readonly seconds: number;
  readonly parameters: { readonly least: number; readonly most: number };
  /** Updates of each method, the least and the most over problems. */
  readonly updates: ReadonlyMap<string, { readonly least: number; readonly most: number }>;
}

/** A run and the method that it trained. */
export interface MethodRun {
  readonly method: string;
  readonly folder: string;
}

/** Reads the manifests of runs. Throws where one is absent or broken. */
export function readFacts(runs: readonly MethodRun[]): RunFacts {
  const read = runs.map(({ method, folder }) => ({ name: method, manifest: readManifest(folder) }));
  const manifests = read.map(({ manifest }) => manifest);
  const names = (of: (manifest: Manifest) => string) => [...new Set(manifests.map(of))].sort();
  const methods = [...new Set(read.map(({ name }) => name))];
  return {
    runs: manifests.length,
    machines: names(
      ({ machine }) => `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB`,
    ),
    engines: names(({ engine }) => `${engine.engine} (${engine.backend} ${engine.version})`),
    commits: names(({ gitCommit }) => gitCommit?.slice(0, 7) ?? 'unknown'),
    seconds: manifests.reduce((sum, { seconds }) => sum + seconds, 0),
    parameters: range(manifests.map(({ parameters }) => parameters)),
    updates: new Map(
      methods.map((name) => [
        name,
        range(read.filter((run) => run.name === name).map(({ manifest }) => manifest.stepsDone)),
      ]),
    ),
  };
}

function range(values: readonly number[]): { readonly least: number; readonly most: number } {
  return { least: Math.min(...values), most: Math.max(...values) };
}

function readManifest(folder: string): Manifest {
  const content: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return manifestSchema.parse(content);
}
