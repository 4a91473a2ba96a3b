import type { Registry } from '@highorder/config';
import { builtInKinds, InputError, type KindDefinition, type Plugin } from '@highorder/core';

/** Plugins and kinds that one package exports, and what to call that package in messages. */
export interface PluginPackage {
  readonly package: string;
  /** Where it lies, if it is no package of this workspace. */
  readonly folder?: string | undefined;
  /** The default export: a plugin, a kind, or an array of them. */
  readonly exported: unknown;
}

/** A registry that also knows where plugins come from. */
export interface PluginRegistry extends Registry {
  /** The package of a plugin. */
  packageOf(kind: string, name: string): Pick<PluginPackage, 'package' | 'folder'> | undefined;
}

/** What a plugin package may export. */
type Definition = Plugin | KindDefinition;

/**
 * What is known by name: the built-in kinds and all that the packages export. Throws `InputError` where an export is
 * neither plugin nor kind, a plugin's kind is not declared, or a name is taken.
 */
export function createRegistry(packages: readonly PluginPackage[]): PluginRegistry {
  const kinds = new Map(builtInKinds.map((kind) => [kind.name, kind]));
  const plugins = new Map<string, Map<string, Plugin>>();
  const definitions = packages.flatMap((each) =>
    definitionsOf(each).map((definition) => ({ definition, from: each.package, source: each })),
  );
  const sources = new Map(definitions.map(({ definition, source }) => [keyOf(definition), source]));
  for (const { definition, from } of definitions) {
    if (definition.definition === 'kind') addKind(kinds, definition, from);
  }
  for (const { definition, from } of definitions) {
    if (definition.definition === 'plugin') addPlugin(plugins, kinds, definition, from);
  }
  return {
    kinds: () => [...kinds.values()].sort(byName),
    names: (kind) => [...(plugins.get(kind)?.keys() ?? [])].sort(),
    find: (kind, name) => plugins.get(kind)?.get(name),
    packageOf: (kind, name) => sources.get(pluginKey(kind, name)),
  };
}

function keyOf(definition: Definition): string {
  return definition.definition === 'plugin'
    ? pluginKey(definition.kind, definition.name)
    : `kind ${definition.name}`;
}

function pluginKey(kind: string, name: string): string {
  return `${kind}/${name}`;
}

function definitionsOf({ package: from, exported }: PluginPackage): readonly Definition[] {
  const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  return list.map((each) => {
    if (isDefinition(each)) return each;
    throw new InputError({
      where: from,
      message: 'Its default export holds something that is neither a plugin nor a kind.',
      expected: 'what definePlugin or defineKind returns, or an array of those',
    });
  });
}

function isDefinition(value: unknown): value is Definition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'definition' in value &&
    (value.definition === 'plugin' || value.definition === 'kind')
  );
}

function addKind(kinds: Map<string, KindDefinition>, kind: KindDefinition, from: string): void {
  if (kinds.has(kind.name)) throw taken(from, `kind "${kind.name}"`);
  kinds.set(kind.name, kind);
}

function addPlugin(
  plugins: Map<string, Map<string, Plugin>>,
  kinds: ReadonlyMap<string, KindDefinition>,
  plugin: Plugin,
  from: string,
): void {
  if (!kinds.has(plugin.kind)) {
    throw new InputError({
      where: from,
      message: `Plugin "${plugin.name}" is of the kind "${plugin.kind}", which nothing declares.`,
      expected: `one of ${[...kinds.keys()].sort().join(', ')}`,
      fix: 'Export the kind beside the plugin, made by defineKind.',
    });
  }
  const ofKind = plugins.get(plugin.kind) ?? new Map<string, Plugin>();
  if (ofKind.has(plugin.name)) throw taken(from, `${plugin.kind} "${plugin.name}"`);
  plugins.set(plugin.kind, ofKind.set(plugin.name, plugin));
}

function taken(from: string, what: string): InputError {
  return new InputError({
    where: from,
    message: `There is a ${what} already.`,
    fix: 'Choose another name, or leave one of the two packages out.',
  });
}

function byName(a: KindDefinition, b: KindDefinition): number {
  return a.name.localeCompare(b.name);
}
