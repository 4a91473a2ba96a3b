import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedJob } from '@highorder/sweep';
import { z } from 'zod';

const manifestSchema = z.object({
  status: z.string(),
  seconds: z.number(),
  stepsPerSecond: z.number(),
  created: z.string(),
  engine: z.object({ engine: z.string(), backend: z.string(), version: z.string(), threads: z.number() }),
  machine: z.object({ processor: z.string(), cores: z.number(), memoryGiB: z.number() }),
  gitCommit: z.string().nullable(),
});

/** What the manifest of a job says of where and how it ran. */
export type RunFacts = Readonly<z.output<typeof manifestSchema>>;

/** The facts of the jobs of a store that are over. */
export function factsOf(jobs: readonly PlannedJob[], store: string): ReadonlyMap<string, RunFacts> {
  const entries = jobs.flatMap(({ hash }) => {
    const file = join(store, hash, 'manifest.json');
    if (!existsSync(file)) return [];
    const facts = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return facts.status === 'done' ? [[hash, facts] as const] : [];
  });
  return new Map(entries);
}

/** One sentence: machine, engine, time, commit, dates. Empty where nothing has run. */
export function provenanceText(facts: ReadonlyMap<string, RunFacts>): string {
  const all = [...facts.values()];
  if (all.length === 0) return '';
  const distinct = (of: (one: RunFacts) => string) => [...new Set(all.map(of))].sort().join('; ');
  const machines = distinct(
    ({ machine }) => `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB`,
  );
  const engines = distinct(
    ({ engine: { engine, backend, version, threads } }) =>
      `${engine} (${backend} ${version}, ${threads === 1 ? '1 thread' : `${threads} threads`})`,
  );
  const minutes = all.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  const commits = distinct(({ gitCommit }) => gitCommit?.slice(0, 7) ?? 'no commit');
  const days = all.map(({ created }) => created.slice(0, 10)).sort();
  const [first, last] = [days[0], days.at(-1)];
  const dates = first === last ? `on ${first}` : `from ${first} to ${last}`;
  return `${all.length} runs ${dates}, ${minutes.toFixed(0)} minutes of training by the clock; ${machines}; engine ${engines}; code at ${commits}.`;
}
