import { resolve } from 'node:path';
import { InputError, type TextFiles } from '@highorder/core';
import { sha256 } from '@highorder/files';
import type { Experiment, Host } from '@highorder/runtime';

/** A file that a run read when it began. */
export interface DataFile {
  /** As the configuration has it. */
  readonly path: string;
  /** Where it was. */
  readonly absolute: string;
  readonly sha256: string;
}

/** What a run's manifest tells of its data. */
export interface RunData {
  /** Absent in runs of older versions. */
  readonly data?: readonly DataFile[] | undefined;
  readonly dimension: number;
}

/** The files that an experiment has read. */
export function dataFiles({ files }: Experiment): readonly DataFile[] {
  return [...files].map(([path, hash]) => ({ path, absolute: resolve(path), sha256: hash }));
}

/**
 * What the host gives to the plugins of a run: its data as they were when it began, found from another folder too. A file
 * that is missing or another one by now is refused when it is read; with `lazily`, that is when points of it are drawn.
 */
export function runHost(
  { data, dimension }: RunData,
  { files }: Host,
  { lazily }: { readonly lazily: boolean },
): Host {
  return { files: runFiles(data ?? [], files), dimension: lazily ? dimension : undefined };
}

/** Throws `InputError` where an experiment has read other data than a run did. */
export function refuseOtherData({ data = [] }: Pick<RunData, 'data'>, { files }: Experiment): void {
  for (const file of data) {
    const found = files.get(file.path);
    if (found !== undefined && found !== file.sha256) throw otherData(file, found);
  }
}

function runFiles(data: readonly DataFile[], files: TextFiles): TextFiles {
  return {
    read: (path) => asItWas(data, path, files.read),
    readBytes: (path) => asItWas(data, path, files.readBytes),
  };
}

/** What a file holds, here or where it was; refused where that is not what the run read. */
function asItWas<Content extends string | Uint8Array>(
  data: readonly DataFile[],
  path: string,
  read: (path: string) => Content,
): Content {
  const known = data.find((file) => file.path === path);
  if (known === undefined) return read(path);
  const found = [path, known.absolute].flatMap((place) => readIfThere(read, place));
  const content = found.find((each) => sha256(each) === known.sha256);
  if (content !== undefined) return content;
  const [other] = found;
  throw other === undefined ? missingData(known) : otherData(known, sha256(other));
}

function readIfThere<Content>(read: (path: string) => Content, path: string): readonly Content[] {
  try {
    return [read(path)];
  } catch {
    return [];
  }
}

function otherData({ path, sha256: known }: DataFile, found: string): InputError {
  return new InputError({
    where: path,
    message: `${path} was changed since this run was trained on it: its SHA-256 was ${known} then, and is ${found} now.`,
    fix: 'Restore the file, or train a new run on what is there now. `highorder sample` and `highorder export` need no data.',
  });
}

function missingData({ path, absolute, sha256: known }: DataFile): InputError {
  return new InputError({
    where: path,
    message: `${path}, which this run was trained on (SHA-256 ${known}), cannot be read: not here, and not as ${absolute}.`,
    fix: 'Put the file back. `highorder sample` and `highorder export` need no data of the target.',
  });
}
