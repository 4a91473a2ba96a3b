import type { Registry } from '@highorder/config';
import { apiVersion, builtInKinds, InputError, type KindDefinition, type Plugin } from '@highorder/core';
import { houseReferences, type References, resolveCitations } from './references.ts';

/** Plugins and kinds that one package exports, and what to call that package in messages. */
export interface PluginPackage {
  readonly package: string;
  /** Where it lies, if it is no package of this workspace. */
  readonly folder?: string | undefined;
  /** Works that its plugins cite by key, beside those of this workspace. */
  readonly references?: References | undefined;
  /** The default export: a plugin, a kind, or an array of them. */
  readonly exported: unknown;
}

/** A package whose plugins cannot be used, and why. */
export interface PluginFailure {
  readonly package: string;
  /** What is wrong, where, and the way out. */
  readonly reason: string;
}

/** A registry that also knows where plugins come from. */
export interface PluginRegistry extends Registry {
  /** The package of a plugin. */
  packageOf(kind: string, name: string): Pick<PluginPackage, 'package' | 'folder'> | undefined;
  /** The packages of others that were left out. A configuration that names what is not there is told of them. */
  readonly failures: readonly PluginFailure[];
}

/** What a plugin package may export. */
type Definition = Plugin | KindDefinition;

/** A definition and the package that exports it. */
interface Exported<Each extends Definition = Definition> {
  readonly definition: Each;
  readonly source: PluginPackage;
}

/**
 * What is known by name: the built-in kinds and all that the packages export, with what plugins cite as whole entries. A package of others
 * whose export is neither plugin nor kind, or whose plugin's kind is not declared or cites what nobody knows, is left out and listed in `failures`, after those given. Throws `InputError`
 * where a name is taken, or a package of this workspace is wrong.
 */
export function createRegistry(
  packages: readonly PluginPackage[],
  loadingFailures: readonly PluginFailure[] = [],
): PluginRegistry {
  const failures = [...loadingFailures];
  const exported = packages.flatMap((source) => unlessBroken(failures, source, () => definitionsOf(source)));
  const kinds = new Map(builtInKinds.map((kind) => [kind.name, kind]));
  const owners = new Map<string, PluginPackage>();
  for (const { definition, source } of exported) {
    if (definition.definition !== 'kind') continue;
    requireFree(
      `kind "${definition.name}"`,
      source,
      kinds.has(definition.name),
      owners.get(keyOf(definition)),
    );
    kinds.set(definition.name, definition);
    owners.set(keyOf(definition), source);
  }
  const house = houseReferences();
  const plugins = new Map<string, Plugin>();
  for (const { definition, source } of exported) {
    if (definition.definition !== 'plugin') continue;
    const key = keyOf(definition);
    for (const plugin of unlessBroken(failures, source, () => [
      withCitations(declared(definition, source, kinds), [source.references ?? new Map(), house]),
    ])) {
      requireFree(`${plugin.kind} "${plugin.name}"`, source, plugins.has(key), owners.get(key));
      plugins.set(key, plugin);
      owners.set(key, source);
    }
  }
  return {
    kinds: () => [...kinds.values()].sort(byName),
    names: (kind) =>
      [...plugins.values()].flatMap((plugin) => (plugin.kind === kind ? [plugin.name] : [])).sort(),
    find: (kind, name) => plugins.get(pluginKey(kind, name)),
    packageOf: (kind, name) => owners.get(pluginKey(kind, name)),
    failures,
  };
}

/** The plugin with all that it cites. */
function withCitations(plugin: Plugin, known: readonly References[]): Plugin {
  return plugin.cite.length === 0 ? plugin : { ...plugin, cite: resolveCitations(plugin, known) };
}

/** What a package gives; nothing where a package of others is wrong, which is noted. */
function unlessBroken<Each>(
  failures: PluginFailure[],
  source: PluginPackage,
  give: () => readonly Each[],
): readonly Each[] {
  try {
    return give();
  } catch (error) {
    if (source.folder === undefined || !(error instanceof InputError)) throw error;
    failures.push({ package: source.package, reason: error.message });
    return [];
  }
}

function keyOf(definition: Definition): string {
  return definition.definition === 'plugin'
    ? pluginKey(definition.kind, definition.name)
    : `kind ${definition.name}`;
}

function pluginKey(kind: string, name: string): string {
  return `${kind}/${name}`;
}

function definitionsOf(source: PluginPackage): readonly Exported[] {
  const { exported } = source;
  const list: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  return list.map((definition) => {
    if (isDefinition(definition)) return { definition, source };
    throw new InputError({
      where: source.package,
      message: 'Its default export holds something that is neither a plugin nor a kind.',
      expected: 'what definePlugin or defineKind returns, or an array of those',
      fix: 'Write `export default [plugin]` in the module that its package.json names.',
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

/** Refuses a plugin that a core of another major version defined. */
function requireApi({ kind, name, api }: Plugin, { package: where }: PluginPackage): void {
  if (api === apiVersion) return;
  throw new InputError({
    where,
    message: `The plugin ${kind}/${name} was defined by a @highorder/core of another major version (its API is ${api ?? 0}, this one is ${apiVersion}).`,
    fix: `Install the major version of @highorder/core in ${where} that HighOrder itself has.`,
  });
}

/** The plugin, if its kind is declared. */
function declared(plugin: Plugin, source: PluginPackage, kinds: ReadonlyMap<string, KindDefinition>): Plugin {
  requireApi(plugin, source);
  if (kinds.has(plugin.kind)) return plugin;
  throw new InputError({
    where: source.package,
    message: `Plugin "${plugin.name}" is of the kind "${plugin.kind}", which nothing declares.`,
    expected: `one of ${[...kinds.keys()].sort().join(', ')}`,
    fix: 'Export the kind beside the plugin, made by defineKind.',
  });
}

/** Two plugins of one name: which of them a configuration means is not for us to choose. */
function requireFree(
  what: string,
  source: PluginPackage,
  isTaken: boolean,
  owner: PluginPackage | undefined,
): void {
  if (!isTaken) return;
  const first = owner === undefined ? '@highorder/core' : placeOf(owner);
  const isOthers = source.folder !== undefined;
  throw new InputError({
    where: placeOf(source),
    message: `It brings a ${what}, and so does ${first}.`,
    fix:
      `Give it another \`name\` in ${source.package}` +
      (isOthers ? `, or remove ${source.package} from the dependencies in your package.json.` : '.'),
  });
}

/** `my-plugins (/project/node_modules/my-plugins)` */
function placeOf({ package: name, folder }: PluginPackage): string {
  return folder === undefined || folder === name ? name : `${name} (${folder})`;
}

function byName(a: KindDefinition, b: KindDefinition): number {
  return a.name.localeCompare(b.name);
}
