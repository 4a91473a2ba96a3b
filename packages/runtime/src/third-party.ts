import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '@highorder/core';
import { readText } from '@highorder/files';
import { parseReferences, type References } from './references.ts';
import type { PluginFailure, PluginPackage } from './registry.ts';

/** The part of a package.json that matters here; nothing of it is sure to be there. */
interface PackageFacts {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly highorder?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
}

interface FoundPackage {
  readonly folder: string;
  readonly facts: PackageFacts;
}

/** A package that announces plugins. */
interface Announcement {
  readonly name: string;
  readonly folder: string;
  /** The module as its package.json writes it. */
  readonly written: string;
  /** The BibTeX file of what its plugins cite, as its package.json writes it. */
  readonly references?: string | undefined;
  readonly isModule: boolean;
}

/** What the project of a user brings. */
export interface ThirdParty {
  readonly packages: readonly PluginPackage[];
  /** What was left out, and why. */
  readonly failures: readonly PluginFailure[];
}

/**
 * The plugin packages that the user's own project announces: the nearest package.json above `folder`, and the
 * packages it depends on. A package announces plugins by `"highorder": { "plugins": "./path/of/module.js" }`, and the works that they cite by
 * `"references": "./references.bib"` beside it.
 * Packages in `known` are left out. What cannot be read or loaded is left out too and is told in `failures`: a broken neighbor
 * is no reason not to work.
 */
export async function findThirdParty(folder: string, known: ReadonlySet<string>): Promise<ThirdParty> {
  const failures: PluginFailure[] = [];
  const project = nearestPackage(folder, failures);
  if (project === undefined) return { packages: [], failures };
  const { dependencies, devDependencies } = project.facts;
  const names = Object.keys({ ...mapOf(dependencies), ...mapOf(devDependencies) });
  const found = [project, ...names.flatMap((name) => installedPackage(project.folder, name, failures))];
  const announcing = found.flatMap(announcementOf).filter(({ name }) => !known.has(name));
  const loaded = await Promise.all(announcing.map(loadPackage));
  return {
    packages: loaded.flatMap((each) => ('exported' in each ? [each] : [])),
    failures: [...failures, ...loaded.flatMap((each) => ('reason' in each ? [each] : []))],
  };
}

function nearestPackage(folder: string, failures: PluginFailure[]): FoundPackage | undefined {
  const here = readPackage(folder, failures);
  if (here !== undefined) return here;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestPackage(parent, failures);
}

/** The package of that name as Node would find it from `folder`. */
function installedPackage(folder: string, name: string, failures: PluginFailure[]): readonly FoundPackage[] {
  const found = readPackage(join(folder, 'node_modules', name), failures);
  if (found !== undefined) return [found];
  const parent = dirname(folder);
  return parent === folder ? [] : installedPackage(parent, name, failures);
}

function readPackage(folder: string, failures: PluginFailure[]): FoundPackage | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  try {
    // Editors of Windows begin a file with a byte order mark.
    const facts: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
    return { folder, facts: mapOf(facts) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    failures.push({ package: folder, reason: new InputError({ where: file, message: reason }).message });
    return { folder, facts: {} };
  }
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function announcementOf({ folder, facts }: FoundPackage): readonly Announcement[] {
  const { plugins, references } = mapOf(facts.highorder);
  if (plugins === undefined) return [];
  const name = typeof facts.name === 'string' ? facts.name : folder;
  const cited = references === undefined ? undefined : String(references);
  return [{ name, folder, written: String(plugins), references: cited, isModule: facts.type === 'module' }];
}

async function loadPackage(announced: Announcement): Promise<PluginPackage | PluginFailure> {
  const { name, folder, written, isModule } = announced;
  const module = resolve(folder, written);
  try {
    requireModule(announced, module, isModule);
    const loaded: { readonly default?: unknown } = await import(pathToFileURL(module).href);
    return { package: name, folder, references: readReferences(announced), exported: loaded.default };
  } catch (cause) {
    const error = cause instanceof InputError ? cause : loadError(announced, module, cause);
    return { package: name, reason: error.message };
  }
}

/** CommonJS would load a second copy of core, whose components are strangers to the first. */
function requireModule({ name, folder, written }: Announcement, module: string, isModule: boolean): void {
  const where = join(folder, 'package.json');
  if (!existsSync(module)) {
    throw new InputError({
      where,
      message: `The plugins of ${name} do not load from "${written}": there is no such file.`,
      expected: '"highorder": { "plugins": "./path/of/module.js" }, relative to the package',
    });
  }
  if (isModule || /\.m[jt]s$/.test(module)) return;
  throw new InputError({
    where,
    message: `The plugins of ${name} are not an ES module.`,
    fix: 'Add "type": "module" to this package.json, or name the file .mjs or .mts.',
  });
}

/** The works that a package brings for its plugins to cite. */
function readReferences({ name, folder, references }: Announcement): References | undefined {
  if (references === undefined) return undefined;
  const file = resolve(folder, references);
  if (existsSync(file)) return parseReferences(readText(file));
  throw new InputError({
    where: join(folder, 'package.json'),
    message: `The references of ${name} do not load from "${references}": there is no such file.`,
    expected: '"highorder": { "references": "./references.bib" }, relative to the package',
  });
}

/** A module that is there and does not load: what it says, at its file and line where these are told. */
function loadError({ name }: Announcement, module: string, cause: unknown): InputError {
  return new InputError({
    where: placeIn(cause) ?? module,
    message: `The plugins of ${name} do not load: ${reasonOf(cause)}`,
    cause,
  });
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Tools that transform sources count their errors first, each on a line.
  const line = cause.message.split('\n').find((each) => / ERROR: /.test(each));
  return line === undefined
    ? `${cause.name}: ${cause.message.split('\n')[0]}`
    : `SyntaxError: ${line.replace(/^.* ERROR: /, '')}`;
}

/** The first file and line that an error names; a syntax error stands above the stack, another in it. */
function placeIn(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const { message, stack = '' } = cause;
  const pattern = /(?:^|[\s(])(?:file:\/\/)?(?<place>(?:\/|[A-Za-z]:[\\/])[^\s():]+:\d+(?::\d+)?)/m;
  return pattern.exec(`${message}\n${stack}`)?.groups?.['place'];
}
