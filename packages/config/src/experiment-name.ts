import { createHash } from 'node:crypto';
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
  return shorten(names.join('-'));
}

/**
 * The last part of a source's name, without its ending. Names become names of folders: where it is no valid one, such as `é` or
 * `_mine`, it is made valid, and a hash keeps it apart from what others become.
 */
export function baseName(source: string): string {
  const name = (source.split(/[\\/]/).at(-1) ?? source).replace(/\.ya?ml$/, '');
  const unaccented = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const valid = unaccented.replace(/[^\w.-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '');
  if (valid === name) return shorten(name, longestPart);
  return `${shorten(valid, longestPart - 7) || 'configuration'}-${hashOf(name)}`;
}

/** The longest name of an experiment; file systems take 255 characters. */
export const longestName = 200;

/** Two of these are one name: that of a problem and that of a method. */
const longestPart = 96;

function shorten(name: string, longest: number = longestName): string {
  return name.length <= longest ? name : `${name.slice(0, longest - 7)}-${hashOf(name)}`;
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 6);
}
