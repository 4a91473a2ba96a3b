import type { SweepRow } from './read-outcomes.ts';

/** How many jobs a sweep has, from its `jobs.json`. */
export function countJobs(text: string): number {
  const jobs: unknown = JSON.parse(text);
  if (!Array.isArray(jobs)) throw new Error('jobs.json holds no list.');
  return jobs.length;
}

/** The seeds that every problem and method has, ascending. */
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
