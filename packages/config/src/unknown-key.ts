import { clip } from './clip.ts';
import { formatPath, type LocatedEntry, type Path } from './located.ts';
import type { Walk } from './walk.ts';

/** Reports a key that nobody knows in the map at a path. */
export function reportUnknownKey(walk: Walk, path: Path, name: string, entry: LocatedEntry): void {
  const known = walk.known.get(formatPath(path));
  const isPlugin = known?.owner.includes('/') ?? false;
  walk.mistakes.report({
    code: 'unknown-key',
    path: formatPath([...path, name]),
    origin: entry.key,
    message: `${known?.owner ?? 'this map'} has no ${isPlugin ? 'option' : 'field'} "${clip(name)}".`,
    found: name,
    known: known?.names,
    name,
    fix: fixOfColon(name),
  });
}

/** YAML takes `{use:sgd}` for one key without a value. */
function fixOfColon(name: string): string | undefined {
  const { key, value } = /^(?<key>[^\s:]+):(?<value>\S.*)$/.exec(name)?.groups ?? {};
  return key && value ? `Write ${clip(`${key}: ${value}`)}, with a space after the colon.` : undefined;
}
