import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Finds and reads configuration files, and remembers their lines. */
export interface SourceFiles {
  /** The file of a name: a path from `folder`, or one from the search path, with or without its ending. */
  find(name: string, folder: string): string | undefined;
  read(file: string): string;
  /** The folders in which `find` looks for a relative name from `folder`, as a user would write them. */
  places(folder: string): readonly string[];
  /** The path of a file as a user would write it. */
  display(file: string): string;
  /** Names of all files on the search path, without their ending. */
  names(): readonly string[];
  /** A line of a file that was read, by its displayed path; from 1. */
  lineOf(displayed: string, line: number): string | undefined;
}

const endings = ['', '.yaml', '.yml'];

/** `folder` is where the command runs; the search path is relative to it. */
export function createSourceFiles(folder: string, searchPath: readonly string[]): SourceFiles {
  const roots = searchPath.map((root) => resolve(folder, root));
  const texts = new Map<string, readonly string[]>();
  const display = (file: string) => displayPath(folder, file);
  return {
    find: (name, from) => candidates(name, [from, ...roots]).find(isFile),
    read: (file) => {
      const text = readFileSync(file, 'utf8');
      texts.set(display(file), text.split(/\r?\n/));
      return text;
    },
    places: (from) => [...new Set([from, ...roots].map((place) => display(place) || '.'))],
    display,
    names: () =>
      [...new Set(roots.flatMap((root) => yamlFiles(root).map((file) => nameOf(root, file))))].sort(),
    lineOf: (displayed, line) => texts.get(displayed)?.[line - 1],
  };
}

function candidates(name: string, folders: readonly string[]): readonly string[] {
  const bases = isAbsolute(name) ? [name] : folders.map((folder) => resolve(folder, name));
  return bases.flatMap((base) => endings.map((ending) => base + ending));
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // A text that is no path, such as one too long or with a NUL, names no file.
    return false;
  }
}

function displayPath(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.startsWith('..') || isAbsolute(path) ? file : path.split(sep).join('/');
}

function yamlFiles(root: string): readonly string[] {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => join(root, file));
}

function nameOf(root: string, file: string): string {
  return relative(root, file)
    .split(sep)
    .join('/')
    .replace(/\.ya?ml$/, '');
}

/** The folder of a file: what its `extends` is relative to. */
export function folderOf(file: string): string {
  return dirname(file);
}
