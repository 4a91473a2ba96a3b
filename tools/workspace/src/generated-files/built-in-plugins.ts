import { loadPluginPackages } from '../plugins.ts';
import type { GeneratedFile } from './generated-file.ts';

interface Entry {
  readonly package: string;
  readonly kind: string;
  readonly name: string;
  readonly summary: string;
}

/** The list of the plugins in `plugins/`, by kind and name, for the runtime. */
export const builtInPlugins: GeneratedFile = {
  path: 'packages/runtime/src/built-in-plugins.generated.ts',
  async content() {
    const packages = await loadPluginPackages();
    const entries = packages.flatMap(({ manifest, plugins }) =>
      plugins.map(({ kind, name, summary }) => ({ package: manifest.name, kind, name, summary })),
    );
    return sourceText(entries.toSorted(byKindAndName));
  },
};

function byKindAndName(left: Entry, right: Entry): number {
  return compare(left.kind, right.kind) || compare(left.name, right.name);
}

/** By code units, so that the order does not depend on the machine's language. */
function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sourceText(entries: readonly Entry[]): string {
  return [
    '// Written by `npm run generate` from the folders in plugins/. Do not edit.',
    "import type { BuiltInPlugin } from './built-in-plugin.ts';",
    '',
    '/** The plugins that ship with this workspace, by kind and name. */',
    `export const builtInPlugins: readonly BuiltInPlugin[] = [`,
    ...entries.map(entryText),
    '];',
    '',
  ].join('\n');
}

function entryText(entry: Entry): string {
  const fields = [entry.package, entry.kind, entry.name, entry.summary].map(quoted);
  const [from, kind, name, summary] = fields;
  return `  {\n    package: ${from},\n    kind: ${kind},\n    name: ${name},\n    summary: ${summary},\n  },`;
}

function quoted(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`;
}
