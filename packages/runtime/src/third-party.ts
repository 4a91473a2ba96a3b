import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '@highorder/core';
import type { PluginPackage } from './registry.ts';

/** The part of a package.json that matters here. */
interface PackageFacts {
  readonly name?: string;
  readonly type?: string;
  readonly highorder?: { readonly plugins?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface FoundPackage {
  readonly folder: string;
  readonly facts: PackageFacts;
}

/**
 * The plugin packages that the user's own project announces: the nearest package.json above `folder`, and the
 * packages it depends on. A package announces plugins by `"highorder": { "plugins": "./path/of/module.js" }`.
 * Packages in `known` are left out. Throws `InputError` where an announced module is missing or fails to load.
 */
export async function findThirdParty(
  folder: string,
  known: ReadonlySet<string>,
): Promise<readonly PluginPackage[]> {
  const project = nearestPackage(folder);
  if (project === undefined) return [];
  const { dependencies, devDependencies } = project.facts;
  const names = Object.keys({ ...dependencies, ...devDependencies });
  const candidates = [project, ...names.flatMap((name) => installedPackage(project.folder, name))];
  const announcing = candidates.filter(
    ({ facts }) => facts.highorder?.plugins !== undefined && !known.has(facts.name ?? ''),
  );
  return Promise.all(announcing.map(loadPackage));
}

function nearestPackage(folder: string): FoundPackage | undefined {
  const here = readPackage(folder);
  if (here !== undefined) return here;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestPackage(parent);
}

/** The package of that name as Node would find it from `folder`. */
function installedPackage(folder: string, name: string): readonly FoundPackage[] {
  const found = readPackage(join(folder, 'node_modules', name));
  if (found !== undefined) return [found];
  const parent = dirname(folder);
  return parent === folder ? [] : installedPackage(parent, name);
}

function readPackage(folder: string): FoundPackage | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    return { folder, facts: JSON.parse(readFileSync(file, 'utf8')) as PackageFacts };
  } catch (cause) {
    throw new InputError({ where: file, message: 'This is not JSON.', cause });
  }
}

async function loadPackage({ folder, facts }: FoundPackage): Promise<PluginPackage> {
  const name = facts.name ?? folder;
  const module = resolve(folder, facts.highorder?.plugins ?? '.');
  requireModule(module, folder, facts);
  try {
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(module).href);
    return { package: name, folder, exported: loaded.default };
  } catch (cause) {
    throw new InputError({
      where: join(folder, 'package.json'),
      message: `The plugins of ${name} do not load from "${facts.highorder?.plugins}": ${String(cause)}`,
      expected: '"highorder": { "plugins": "./path/of/module.js" }, relative to the package',
      cause,
    });
  }
}

/** CommonJS would load a second copy of core, whose components are strangers to the first. */
function requireModule(module: string, folder: string, { type, name }: PackageFacts): void {
  if (type === 'module' || /\.m[jt]s$/.test(module)) return;
  throw new InputError({
    where: join(folder, 'package.json'),
    message: `The plugins of ${name ?? folder} are not an ES module.`,
    fix: 'Add "type": "module" to this package.json, or name the file .mjs or .mts.',
  });
}
