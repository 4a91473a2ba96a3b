import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode, fileError } from './file-error.ts';
import { makeFolder, syncFolder, type WriteOptions } from './folders.ts';
import { followLinks, isOpenFile } from './follow-links.ts';
import { refuseLinks } from './refuse-links.ts';

/**
 * Writes a file beside its place and renames it, so that a reader sees the old one or the new one, never half of it.
 *
 * A file that is there keeps its permissions; a link stays one, and the file it points to is replaced; what is no
 * regular file (a device, a FIFO, `/dev/stdout`) is written into. After a failure nothing is left beside the place.
 * Throws `InputError` with the path, the reason in words and a fix.
 */
export function writeWhole(path: string, content: string | Uint8Array, options: WriteOptions = {}): void {
  refuseLinks(path, options);
  try {
    const place = followLinks(path);
    const found = statSync(place, { throwIfNoEntry: false });
    if (found?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (isOpenFile(place) || found?.isFile() === false) writeFileSync(place, content);
    else replace(place, content, { durable: options.durable === true, mode: found?.mode });
  } catch (error) {
    throw fileError(error, { path, doing: 'write this file' });
  }
}

/** Writes a value as JSON with a line per entry, as `writeWhole` does. */
export function writeJson(path: string, value: unknown, options: WriteOptions = {}): void {
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, options);
}

interface Replacement {
  readonly durable: boolean;
  /** Permissions to keep; undefined for a new file. */
  readonly mode: number | undefined;
}

function replace(place: string, content: string | Uint8Array, { durable, mode }: Replacement): void {
  const folder = dirname(place);
  makeFolder(folder, { durable });
  const draft = openDraft(folder, mode);
  try {
    try {
      writeFileSync(draft.file, content);
      if (mode !== undefined) fchmodSync(draft.file, mode & 0o7777);
      if (durable) fsyncSync(draft.file);
    } finally {
      closeSync(draft.file);
    }
    renameSync(draft.path, place);
  } catch (error) {
    discard(draft.path);
    throw error;
  }
  if (durable) syncFolder(folder);
}

/** A new file of a name that no other process uses, and short, so that the longest name of a file can be written. */
function openDraft(folder: string, mode = 0o666): { readonly path: string; readonly file: number } {
  for (let count = 1; ; count++) {
    const path = join(folder, `${process.pid}-${count}.part`);
    try {
      return { path, file: openSync(path, 'wx', mode & 0o777) };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Why the file could not be written matters more.
  }
}
