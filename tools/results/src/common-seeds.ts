import type { Outcome } from '@highorder/statistics';

/** The seeds that every method has on every problem of these rows, ascending. */
export function commonSeeds(rows: readonly Outcome[]): readonly number[] {
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
