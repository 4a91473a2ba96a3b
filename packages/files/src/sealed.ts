import { InputError } from '@highorder/core';
import { parseJson, type ReadOptions, readText } from './read.ts';
import { sha256 } from './sha256.ts';
import { shownPath } from './shown-path.ts';
import type { WriteOptions } from './folders.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Writes a record as JSON that notices every changed byte: its last entry, `sha256`, is the SHA-256 of all text before
 * it, and its first one says that there is such an entry, so that losing either is noticed too.
 */
export function writeSealed(path: string, value: object, options: WriteOptions = {}): void {
  const text = JSON.stringify({ checksum: 'sha256', ...value }, null, 2);
  const body = `${text.slice(0, -'\n}'.length)},\n`;
  writeWhole(path, `${body}  "sha256": "${sha256(body)}"\n}\n`, options);
}

/**
 * The value of a JSON file, without its checksum. Throws `InputError` where a sealed file was changed after it was
 * written. A file without checksum, as older versions wrote them, is read as it is.
 */
export function readSealed(path: string, options: ReadOptions = {}): unknown {
  return openSealed(readText(path, options), path, options);
}

/** The same for text that is read already; `path` is for messages. */
export function openSealed(text: string, path: string, options: ReadOptions = {}): unknown {
  const value = parseJson(text, path, options);
  if (!isRecord(value) || !('checksum' in value || 'sha256' in value)) return value;
  const [, body, sum] = /^(.*,\n) {2}"sha256": "([0-9a-f]{64})"\n\}\n$/s.exec(text) ?? [];
  if (body === undefined || sha256(body) !== sum) throw changed(path, options);
  const { checksum: _, sha256: __, ...record } = value;
  return record;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changed(
  path: string,
  { what = 'this file', fix = 'Restore it from a copy.' }: ReadOptions,
): InputError {
  return new InputError({
    where: shownPath(path),
    message: `Cannot read ${what}: it was changed after it was written, because its SHA-256 is another one.`,
    fix,
  });
}
