import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** A package on this machine. */
export interface CodePackage {
  readonly name: string;
  readonly folder: string;
}

/** A package and what it says of itself. */
export interface PackageFacts extends CodePackage {
  readonly version: string;
  /** The names of packages that it uses, in the order of its package.json. */
  readonly dependencies: readonly string[];
  /** Whether its files may change under one version: it belongs to this workspace, or was linked. */
  readonly changeable: boolean;
}

/** Reads the package.json of a package. */
export function readPackageFacts({ name, folder }: CodePackage): PackageFacts {
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const { version = '', dependencies = {}, optionalDependencies = {} }: PackageFile = JSON.parse(text);
  return {
    name,
    folder,
    version,
    dependencies: Object.keys({ ...dependencies, ...optionalDependencies }),
    changeable: name.startsWith('@highorder/') || !realpathSync(folder).includes(`${sep}node_modules${sep}`),
  };
}

interface PackageFile {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The package of that name as Node would find it from a folder; undefined where there is none. */
export function findPackage(name: string, from: string): CodePackage | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return { name, folder: realpathSync(folder) };
  const parent = dirname(from);
  return parent === from ? undefined : findPackage(name, parent);
}

/**
 * The hash of a package's sources: of `src` where there is one, else of all its files. Tests with their golden numbers, generated lists and installed
 * packages inside of it do not count, nor does anything that is no code. So a package has the same hash in this workspace and installed.
 */
export function hashSources(folder: string): string {
  const { root, files } = sourcesOf(folder);
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** The files that count as the code of a package, in order. */
export function sourcesOf(folder: string): { readonly root: string; readonly files: readonly string[] } {
  const root = existsSync(join(folder, 'src')) ? join(folder, 'src') : folder;
  return { root, files: sourceFiles(root) };
}

function sourceFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter(isSource)
    .sort();
}

function isSource(file: string): boolean {
  if (/(^|\/)(node_modules|testing|\..*)\/|(^|\/)testing[-.][^/]*$/.test(file)) return false;
  return /\.(m|c)?(j|t)s$/.test(file) && !/\.(test|golden|generated)\.\w+$|\.d\.ts$/.test(file);
}
