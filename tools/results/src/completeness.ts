import { z } from 'zod';
import type { SweepRow } from './read-outcomes.ts';

const jobsSchema = z.array(z.object({ problem: z.string() }));

/** What a sweep asks for, from its `jobs.json`. */
export interface AskedJobs {
  readonly jobs: number;
  readonly problems: readonly string[];
}

/** Reads `jobs.json`. Throws where it holds anything else than jobs. */
export function readJobs(text: string): AskedJobs {
  const content: unknown = JSON.parse(text);
  const jobs = jobsSchema.parse(content);
  return { jobs: jobs.length, problems: [...new Set(jobs.map(({ problem }) => problem))] };
}

/** The seeds that every method has on every problem of these rows, ascending. */
export function commonSeeds(rows: readonly SweepRow[]): readonly number[] {
  const cells = new Map<string, Set<number>>();
  const problems = new Set(rows.map(({ problem }) => problem));
  const methods = new Set(rows.map(({ method }) => method));
  for (const { problem, method, seed } of rows) {
    const key = JSON.stringify([problem, method]);
    cells.set(key, (cells.get(key) ?? new Set()).add(seed));
  }
  if (cells.size < problems.size * methods.size) return [];
  const seeds = [...new Set(rows.map(({ seed }) => seed))].sort((a, b) => a - b);
  return seeds.filter((seed) => [...cells.values()].every((found) => found.has(seed)));
}

/** The FLOPs of its budget, from a sweep's own `sweep.yaml`; undefined where it sets none. */
export function flopsOf(yaml: string): number | undefined {
  const found = /^ {2}flops: (\S+)$/m.exec(yaml)?.[1];
  return found === undefined ? undefined : Number(found);
}
