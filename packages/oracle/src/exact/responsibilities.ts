import type { LocalSeries } from './local-series.ts';

/** The share of every pair at the point where the series begins, [targets * sources]. */
export function pairResponsibilities(
  { families }: LocalSeries,
  sources: number,
  targets: number,
): Float64Array {
  const result = new Float64Array(targets * sources);
  let total = 0;
  for (const { family, pairs, share, active, total: all } of families) {
    for (let slot = 0; slot < active; slot++) {
      const pair = Number(pairs[slot]);
      const source = Number(family.source.components[pair % family.source.count]);
      const target = Number(family.target.components[Math.floor(pair / family.source.count)]);
      const value = Number(share[slot * all.length]);
      result[target * sources + source] = value;
      total += value;
    }
  }
  return result.map((value) => value / total);
}
