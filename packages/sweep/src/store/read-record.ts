import { existsSync, renameSync } from 'node:fs';
import { HighOrderError } from '@highorder/core';
import { decodeText, fileError, parseJson, readBytes, shownPath } from '@highorder/files';
import type { z } from 'zod';

/** A file that is not as it was written: cut short by a power cut, or changed by something else. */
export interface DamagedFile {
  readonly file: string;
  /** Why it cannot be used, a part of a sentence. */
  readonly reason: string;
}

/** A record, or why there is none. */
export type FoundRecord<Value> =
  | { readonly value: Value; readonly damaged?: never }
  | { readonly damaged: DamagedFile; readonly value?: never };

/** Reads a JSON file that this program wrote; undefined where there is none. Throws `InputError` where the file system refuses. */
export function readRecord<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): FoundRecord<z.output<Schema>> | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readBytes(file);
  try {
    const parsed = schema.safeParse(parseJson(decodeText(bytes, file), file));
    if (parsed.success) return { value: parsed.data };
    return { damaged: { file, reason: 'it is not as it was written' } };
  } catch (error) {
    if (!(error instanceof HighOrderError)) throw error;
    return { damaged: { file, reason: error.parts.message.replace(/^[^:]*: |\.$/g, '') } };
  }
}

/** Renames a damaged file, so that it is neither used nor lost. Throws `InputError` where that fails. */
export function setAside({ file }: DamagedFile): void {
  try {
    renameSync(file, `${file}.damaged`);
  } catch (error) {
    throw fileError(error, { path: file, doing: 'set this damaged file aside' });
  }
}

/** What is told of a damaged file. */
export function damagedText({ file, reason }: DamagedFile, next: string): string {
  return `${shownPath(file)} is damaged (${reason}): ${next}.`;
}
