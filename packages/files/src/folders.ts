import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode, fileError } from './file-error.ts';
import { type Inside, refuseLinks } from './refuse-links.ts';

/** How something is written. */
export interface WriteOptions extends Inside {
  /** Whether it must survive a power cut from now on: file and folder are synced. Costs some milliseconds on a disk. */
  readonly durable?: boolean | undefined;
}

/** Makes a folder and those above it. Throws `InputError` where that fails. */
export function makeFolder(path: string, options: WriteOptions = {}): void {
  refuseLinks(path, options);
  try {
    const first = mkdirSync(path, { recursive: true });
    if (options.durable === true && first !== undefined) syncParents(resolve(path), resolve(first));
  } catch (error) {
    throw fileError(reasonOf(error, path), { path, doing: 'make this folder' });
  }
}

/** Node names the wrong reason for some: a file on the way, or a read-only file system, where it finds "no such folder". */
function reasonOf(error: unknown, path: string): unknown {
  const code = errorCode(error);
  if (code === 'EEXIST') return Object.assign(new Error(), { code: 'ENOTDIR' });
  if (code !== 'ENOENT') return error;
  let missing = resolve(path);
  while (!existsSync(dirname(missing)) && dirname(missing) !== missing) missing = dirname(missing);
  try {
    mkdirSync(missing);
    return error;
  } catch (reason) {
    return reason;
  }
}

/** Removes a file, or a folder with all that it holds, if it is there. A link in it is removed, not what it points to. */
export function removeWhole(path: string, options: Inside = {}): void {
  refuseLinks(path, options);
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    throw fileError(error, { path, doing: 'remove this' });
  }
}

/** Makes what a folder lists survive a power cut. */
export function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    // Not every system can sync a folder, and none that cannot has another way.
    if (!['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP'].includes(errorCode(error) ?? '')) throw error;
  }
}

/** Makes what was added to a file survive a power cut. */
export function syncFile(path: string): void {
  try {
    const file = openSync(path, 'r+');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw fileError(error, { path, doing: 'write this file' });
  }
}

/** Renames a folder that was made beside its place, where nothing is. With `durable`, it survives a power cut. */
export function placeFolder(draft: string, place: string, { durable = false }: WriteOptions = {}): void {
  try {
    if (durable) syncFolder(draft);
    renameSync(draft, place);
    if (durable) syncFolder(dirname(place));
  } catch (error) {
    throw fileError(error, { path: place, doing: 'write this folder' });
  }
}

function syncParents(path: string, first: string): void {
  for (let folder = path; ; folder = dirname(folder)) {
    syncFolder(dirname(folder));
    if (folder === first || dirname(folder) === folder) return;
  }
}
