import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readBytes } from './read.ts';
import { sha256 } from './sha256.ts';

/** The checksum of the beginning of a file that grows. */
export interface FileSum {
  readonly bytes: number;
  readonly sha256: string;
}

/** The checksum of a file as it is now; undefined where there is none. */
export function sumOf(path: string): FileSum | undefined {
  if (!existsSync(path)) return undefined;
  const content = readBytes(path);
  return { bytes: content.length, sha256: sha256(content) };
}

/** Whether a file still begins with what was summed. */
export function beginsWith(path: string, { bytes, sha256: known }: FileSum): boolean {
  const content = existsSync(path) ? readBytes(path) : new Uint8Array();
  return content.length >= bytes && sha256(content.subarray(0, bytes)) === known;
}

/** The paths of the files of a folder, of known SHA-256 by name, that are missing or were changed. */
export function changedFiles(folder: string, sums: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(sums).flatMap(([name, known]) => {
    const path = join(folder, name);
    return sumOf(path)?.sha256 === known ? [] : [path];
  });
}
