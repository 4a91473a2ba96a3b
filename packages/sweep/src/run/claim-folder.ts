import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { InputError } from '@highorder/core';
import { shownPath, writeJson } from '@highorder/files';
import { z } from 'zod';
import { readRecord } from '../store/read-record.ts';

/** Says whose results a folder holds. Its paths are relative to the folder, so that both can be moved together. */
const RECORD = 'made-by.json';
const recordSchema = z.object({ format: z.literal(1), files: z.array(z.string()) });

/**
 * Lets a sweep have the folder of its results. `files` are those that it is written in. Throws `InputError` where another sweep of the same name
 * has it, whose files are still there.
 */
export function claimFolder(folder: string, files: readonly string[]): void {
  const record = join(folder, RECORD);
  const mine = files.map((file) => relative(folder, file));
  const before = readRecord(record, recordSchema)?.value?.files;
  if (before === undefined) return writeJson(record, { format: 1, files: mine });
  if (before.join('\0') === mine.join('\0')) return;
  const others = before.map((file) => resolve(folder, file));
  // A sweep whose file was renamed keeps its results.
  if (!others.every((file) => existsSync(file))) return writeJson(record, { format: 1, files: mine });
  const names = (paths: readonly string[]) => paths.map((path) => shownPath(path)).join(' ');
  throw new InputError({
    where: shownPath(folder),
    message: `This folder holds the results of ${names(others)}, and ${names(files)} has the same name.`,
    expected: 'a name of its own for each sweep',
    fix: `Add name=${freeName(folder)} to this command, or write another \`name\` in one of the files.`,
  });
}

/** A name like that of a folder, which no sweep has. */
function freeName(folder: string): string {
  for (let number = 2; ; number++) {
    const name = `${basename(folder)}-${number}`;
    if (!existsSync(join(dirname(folder), name))) return name;
  }
}
