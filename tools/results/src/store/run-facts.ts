import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StoredFacts } from './stored-table.ts';

/** The part of a run's `manifest.json` that a page tells. */
const manifestSchema = z.object({
  status: z.string(),
  created: z.string(),
  seconds: z.number(),
  stepsDone: z.int(),
  stepsPerSecond: z.number(),
  parameters: z.int(),
  gitCommit: z.string().nullable(),
  engine: z.object({
    engine: z.string(),
    backend: z.string(),
    version: z.string(),
    threads: z.number().optional(),
  }),
  machine: z.object({ processor: z.string(), cores: z.number(), memoryGiB: z.number() }),
});

type Manifest = z.output<typeof manifestSchema>;

/** A job of a table, and the folder of its run. */
export interface TableJob {
  readonly problem: string;
  readonly method: string;
  readonly folder: string;
}

/** What the runs behind a table have in common, and what they took. */
export type RunFacts = Pick<
  StoredFacts,
  'runs' | 'machines' | 'engines' | 'commits' | 'days' | 'seconds' | 'parameters' | 'updates' | 'paces'
>;

/** Reads the manifests of the runs that are done. */
export function readRunFacts(jobs: readonly TableJob[]): RunFacts {
  const runs = jobs.flatMap(({ folder, ...job }) => {
    const manifest = readManifest(folder);
    return manifest?.status === 'done' ? [{ ...job, manifest }] : [];
  });
  const manifests = runs.map(({ manifest }) => manifest);
  const names = (of: (manifest: Manifest) => string) => [...new Set(manifests.map(of))].sort();
  const methods = [...new Set(runs.map(({ method }) => method))];
  const byMethod = <Found>(of: (own: readonly (typeof runs)[number][]) => Found) =>
    Object.fromEntries(methods.map((method) => [method, of(runs.filter((run) => run.method === method))]));
  const days = manifests.map(({ created }) => created.slice(0, 10)).sort();
  const first = runs[0]?.problem;
  return {
    runs: runs.length,
    machines: names(
      ({ machine }) => `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB`,
    ),
    engines: names(({ engine }) => engineText(engine)),
    commits: names(({ gitCommit }) => gitCommit?.slice(0, 7) ?? 'no commit'),
    days: { first: days[0] ?? '', last: days.at(-1) ?? '' },
    seconds: Math.round(manifests.reduce((sum, { seconds }) => sum + seconds, 0)),
    parameters: range(manifests.map(({ parameters }) => parameters)),
    updates: byMethod((own) => range(own.map(({ manifest }) => manifest.stepsDone))),
    paces: byMethod((own) =>
      middle(own.filter(({ problem }) => problem === first).map(({ manifest }) => manifest.stepsPerSecond)),
    ),
  };
}

function engineText({ engine, backend, version, threads }: Manifest['engine']): string {
  const many = threads === undefined ? '' : `, ${threads === 1 ? '1 thread' : `${threads} threads`}`;
  return `${engine} (${backend} ${version}${many})`;
}

function range(values: readonly number[]): { readonly least: number; readonly most: number } {
  return values.length === 0
    ? { least: 0, most: 0 }
    : { least: Math.min(...values), most: Math.max(...values) };
}

function middle(values: readonly number[]): number {
  return Number((values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toPrecision(3));
}

function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return undefined;
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return manifestSchema.parse(content);
}
