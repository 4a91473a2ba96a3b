import { clip } from './clip.ts';
import type { LocatedMap, LocatedNode } from './located.ts';
import type { Mistakes } from './mistakes.ts';
import type { Origin } from './origin.ts';
import { parseYamlFile } from './parse-yaml.ts';
import { folderOf, type SourceFiles } from './source-files.ts';

interface Loading {
  readonly files: SourceFiles;
  readonly mistakes: Mistakes;
  /** Files that stand in the result already. */
  readonly done: Set<string>;
  readonly layers: LocatedMap[];
}

/** A name of a file, and who wrote it. */
interface Mention {
  readonly name: string;
  readonly origin: Origin;
  /** What the name is relative to. */
  readonly folder: string;
  /** Files that extend each other down to this mention. */
  readonly chain: readonly string[];
}

/** What a composition is made of: a file by its name, perhaps with who wrote the name, or fields that are read already. */
export type Source = string | NamedSource | { readonly layer: LocatedMap };

/** A file by its name. */
export interface NamedSource {
  readonly name: string;
  readonly origin: Origin;
  /** What the name is relative to. */
  readonly folder: string;
}

/**
 * The files of a composition in the order in which they are to be merged, without their `extends`: each source after
 * the files that it extends. A base that stands below already is not laid over again, so that what was built on it
 * keeps its changes; a source named on the command line always is.
 */
export function loadLayers(
  sources: readonly Source[],
  folder: string,
  files: SourceFiles,
  mistakes: Mistakes,
): readonly LocatedMap[] {
  const loading: Loading = { files, mistakes, done: new Set(), layers: [] };
  for (const source of sources) {
    if (typeof source === 'object' && 'layer' in source) loading.layers.push(source.layer);
    else loadMentioned({ ...namedSource(source, folder), chain: [] }, loading);
  }
  return loading.layers;
}

function namedSource(source: string | NamedSource, folder: string): NamedSource {
  if (typeof source === 'object') return source;
  return { name: source, folder, origin: { type: 'command-line', argument: source, column: 1 } };
}

function loadMentioned(mention: Mention, loading: Loading): void {
  const file = loading.files.find(mention.name, mention.folder);
  if (file === undefined) return reportUnknown(mention, loading);
  if (mention.chain.includes(file)) return reportCycle(file, mention, loading);
  if (mention.chain.length > 0 && loading.done.has(file)) return;
  loading.done.add(file);
  loadFile(file, mention, loading);
}

function loadFile(file: string, { origin, chain }: Mention, loading: Loading): void {
  const map = parseFile(file, origin, loading);
  if (map === undefined) return loading.mistakes.lack();
  const { extends: bases, ...layer } = splitExtends(map);
  for (const base of namesIn(bases, loading.mistakes)) {
    loadMentioned({ ...base, folder: folderOf(file), chain: [...chain, file] }, loading);
  }
  loading.layers.push(layer.map);
}

function parseFile(file: string, mention: Origin, { files, mistakes }: Loading): LocatedMap | undefined {
  const shown = files.display(file);
  const text = readText(file, mention, { files, mistakes });
  if (text === undefined) return undefined;
  const parsed = parseYamlFile(shown, text);
  for (const { origin, message } of parsed.mistakes) {
    mistakes.report({ code: 'syntax', path: '', origin, message });
  }
  if (parsed.mistakes.length > 0) return undefined;
  const start: Origin = { type: 'file', file: shown, line: 1, column: 1 };
  return rootMap(parsed.node, start, mistakes);
}

function readText(
  file: string,
  origin: Origin,
  { files, mistakes }: Pick<Loading, 'files' | 'mistakes'>,
): string | undefined {
  try {
    return files.read(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    mistakes.report({
      code: 'source',
      path: '',
      origin,
      message: `${files.display(file)} cannot be read: ${reason}.`,
    });
    return undefined;
  }
}

function rootMap(node: LocatedNode | undefined, start: Origin, mistakes: Mistakes): LocatedMap | undefined {
  if (node?.type === 'map') return node;
  if (node === undefined || (node.type === 'scalar' && node.value === null)) {
    return { type: 'map', entries: new Map(), origin: start };
  }
  mistakes.report({
    code: 'value',
    path: '',
    origin: node.origin,
    message: 'a configuration is a map of fields, such as `seed: 0`.',
    expected: 'a map',
  });
  return undefined;
}

function splitExtends(map: LocatedMap): { extends: LocatedNode | undefined; map: LocatedMap } {
  const entries = new Map(map.entries);
  entries.delete('extends');
  return { extends: map.entries.get('extends')?.node, map: { ...map, entries } };
}

function namesIn(
  node: LocatedNode | undefined,
  mistakes: Mistakes,
): readonly Pick<Mention, 'name' | 'origin'>[] {
  if (node === undefined) return [];
  const items = node.type === 'list' ? node.items : [node];
  return items.flatMap((item) => {
    if (item.type === 'scalar' && typeof item.value === 'string') {
      return [{ name: item.value, origin: item.origin }];
    }
    const message = '`extends` takes a path, or a list of paths.';
    mistakes.report({ code: 'value', path: 'extends', origin: item.origin, message, expected: 'a path' });
    return [];
  });
}

function reportUnknown({ name, origin, chain, folder }: Mention, { files, mistakes }: Loading): void {
  mistakes.lack();
  mistakes.report({
    code: 'source',
    path: chain.length > 0 ? 'extends' : '',
    origin,
    message: `no configuration is called "${clip(name)}". Looked in ${files.places(folder).join(', ')}.`,
    found: name,
    expected: 'a path to a YAML file, or a name on the search path',
    known: files.names(),
    name,
  });
}

function reportCycle(file: string, { origin, chain }: Mention, { files, mistakes }: Loading): void {
  const cycle = [...chain.slice(chain.indexOf(file)), file].map(files.display);
  mistakes.report({
    code: 'source',
    path: 'extends',
    origin,
    message: `files extend each other in a circle: ${cycle.join(' -> ')}.`,
    fix: 'Remove one of these `extends`.',
  });
}
