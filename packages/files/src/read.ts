import { readFileSync } from 'node:fs';
import { InputError } from '@highorder/core';
import { fileError } from './file-error.ts';
import { shownPath } from './shown-path.ts';

/** How a file is read. */
export interface ReadOptions {
  /** What the file is, for messages: `this file`, `the manifest of this run`. */
  readonly what?: string | undefined;
  /** What to do where it is damaged; restoring it from a copy where absent. */
  readonly fix?: string | undefined;
}

/** The bytes of a file. Throws `InputError` with the path, the reason in words and a fix. */
export function readBytes(path: string, { what = 'this file' }: ReadOptions = {}): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError(error, { path, doing: `read ${what}` });
  }
}

/** The text of a file, without a byte order mark. Throws `InputError`, also where it is no UTF-8. */
export function readText(path: string, options: ReadOptions = {}): string {
  return decodeText(readBytes(path, options), path, options);
}

/** The value of a JSON file. Throws `InputError`, also where it is no whole JSON. */
export function readJson(path: string, options: ReadOptions = {}): unknown {
  return parseJson(readText(path, options), path, options);
}

/** Bytes as text; `path` is for messages. Throws `InputError` where they are no UTF-8. */
export function decodeText(
  bytes: Uint8Array,
  path: string,
  { what = 'this file' }: ReadOptions = {},
): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new InputError({
      where: shownPath(path),
      message: `Cannot read ${what}: ${encodingOf(bytes)}.`,
      expected: 'text in UTF-8',
      fix: 'Convert it to UTF-8 text.',
      cause,
    });
  }
}

/** Text as JSON; `path` is for messages. Throws `InputError` where it is none. */
export function parseJson(
  text: string,
  path: string,
  { what = 'this file', fix = 'It was cut short or edited: restore it from a copy.' }: ReadOptions = {},
): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = text.trim() === '' ? 'it is empty' : 'it is not whole JSON';
    throw new InputError({
      where: shownPath(path),
      message: `Cannot read ${what}: ${reason}.`,
      fix,
      cause,
    });
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0x1f && second === 0x8b) return 'it is compressed with gzip';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'it is UTF-16';
  return 'it is not UTF-8 text';
}
