import { distance } from 'fastest-levenshtein';

/** The known name nearest to a name by edit distance; undefined where none is near: more than half would change. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const nearest = nearestNames(name, known)[0];
  if (nearest === undefined) return undefined;
  const length = Math.max(name.length, nearest.length);
  return distance(name, nearest) <= Math.max(1, length / 2) ? nearest : undefined;
}

/** The known names, nearest first; equally near ones keep their order. */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const away = new Map(known.map((candidate) => [candidate, distance(name, candidate)]));
  return [...known].sort((a, b) => (away.get(a) ?? 0) - (away.get(b) ?? 0));
}
