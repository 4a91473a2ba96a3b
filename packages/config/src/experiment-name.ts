import { type LocatedMap, withEntry } from './located.ts';

/**
 * Gives an experiment a name if its files give none: that of the last source out of a folder `experiments`, or the
 * names of all sources joined: `problems/circle` and `methods/shortcut` make `circle-shortcut`.
 */
export function withDefaultName(map: LocatedMap, sources: readonly string[]): LocatedMap {
  if (map.entries.has('name') || sources.length === 0) return map;
  const origin = { type: 'default', owner: 'experiment' } as const;
  return withEntry(map, 'name', { key: origin, node: { type: 'scalar', value: nameFrom(sources), origin } });
}

function nameFrom(sources: readonly string[]): string {
  const experiment = sources.findLast((source) => source.split(/[\\/]/).at(-2) === 'experiments');
  const names = experiment === undefined ? sources.map(baseName) : [baseName(experiment)];
  return names.join('-');
}

/** The last part of a source's name, without its ending. */
export function baseName(source: string): string {
  const name = source.split(/[\\/]/).at(-1) ?? source;
  // Names become names of folders.
  return name.replace(/\.ya?ml$/, '').replace(/[^\w.-]+/g, '-');
}
