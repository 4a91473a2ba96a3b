import type { LocatedEntry, LocatedMap, LocatedNode } from './located.ts';

/**
 * `over` laid over `base`: maps merge key by key at any depth, lists and scalars replace. A map that names another
 * component by `use` replaces the whole map, so that the options of the old component are gone.
 */
export function mergeNodes(base: LocatedNode, over: LocatedNode): LocatedNode {
  if (base.type !== 'map' || over.type !== 'map' || namesAnother(base, over)) return over;
  return mergeMaps(base, over);
}

/** The same for two maps of which neither is a component, such as two files. */
export function mergeMaps(base: LocatedMap, over: LocatedMap): LocatedMap {
  const entries = new Map(base.entries);
  for (const [name, entry] of over.entries) entries.set(name, mergeEntries(entries.get(name), entry));
  return { type: 'map', entries, origin: over.origin };
}

function mergeEntries(base: LocatedEntry | undefined, over: LocatedEntry): LocatedEntry {
  return base === undefined ? over : { key: over.key, node: mergeNodes(base.node, over.node) };
}

function namesAnother(base: LocatedMap, over: LocatedMap): boolean {
  const before = useOf(base);
  const after = useOf(over);
  return before !== undefined && after !== undefined && before !== after;
}

/** The plugin that a map names, where it names one. */
export function useOf(map: LocatedMap): unknown {
  const node = map.entries.get('use')?.node;
  return node?.type === 'scalar' ? node.value : undefined;
}
