import { readFileSync } from 'node:fs';
import { closestName } from '@highorder/config';
import { InputError } from '@highorder/core';

/** BibTeX entries by their keys. */
export type References = ReadonlyMap<string, string>;

/** The works that plugins of this workspace cite; any other plugin may cite them, too. */
export function houseReferences(): References {
  return parseReferences(readFileSync(new URL('../references.bib', import.meta.url), 'utf8'));
}

/** The entries of a BibTeX file. Each begins with an @ at the beginning of a line and lasts until the next. */
export function parseReferences(text: string): References {
  const entries = text
    .replaceAll('\r\n', '\n')
    .split(/^(?=@)/m)
    .map((entry) => ({ entry: entry.trim(), key: /^@\w+\s*\{\s*([^\s,{}]+)\s*,/.exec(entry)?.[1] }));
  return new Map(entries.flatMap(({ key, entry }) => (key === undefined ? [] : [[key, entry]])));
}

/**
 * What a plugin cites, as whole entries: a key stands for an entry of its own package, or else of this workspace; what begins with @ is an
 * entry already. Throws `InputError` where nobody knows a key.
 */
export function resolveCitations(
  { name, cite }: { readonly name: string; readonly cite: readonly string[] },
  known: readonly References[],
): readonly string[] {
  return cite.map((citation) => {
    if (citation.startsWith('@')) return citation;
    const entry = known.map((references) => references.get(citation)).find((found) => found !== undefined);
    if (entry === undefined) throw unknownKey(name, citation, known);
    return entry;
  });
}

function unknownKey(plugin: string, key: string, known: readonly References[]): InputError {
  const keys = known.flatMap((references) => [...references.keys()]);
  const closest = closestName(key, keys);
  return new InputError({
    where: `plugin "${plugin}"`,
    message: `No work is known by the key "${key}".`,
    expected: 'a key of references.bib, or a BibTeX entry that begins with @',
    fix:
      closest === undefined
        ? 'Add "references": "./references.bib" beside "plugins" in the package.json of the plugin, a file with this entry.'
        : `Did you mean ${closest}?`,
  });
}
