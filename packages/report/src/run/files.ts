import { readdir } from 'node:fs/promises';
import { InputError } from '@highorder/core';
import { fileError, openSealed, readText } from '@highorder/files';
import type { z } from 'zod';

const RESTORE = 'restore the file, evaluate the run again (`highorder evaluate`), or do the run again.';

/** The text of a file, or undefined if there is no such file. */
export async function readOptional(path: string): Promise<string | undefined> {
  try {
    return readText(path);
  } catch (error) {
    if (error instanceof InputError && isAbsence(error.cause)) return undefined;
    throw error;
  }
}

/** The text of a file that every run has. */
export async function readNeeded(path: string): Promise<string> {
  const text = await readOptional(path);
  if (text !== undefined) return text;
  throw new InputError({
    where: path,
    message: 'There is no such file.',
    expected: 'the folder of a run: it holds manifest.json, config.yaml, sources.json and metrics.jsonl.',
    fix: 'name a folder below runs/<experiment>/.',
  });
}

/** The names in a folder in order, none if there is no such folder. */
export async function listFolder(path: string): Promise<readonly string[]> {
  try {
    return (await readdir(path)).sort();
  } catch (cause) {
    if (isAbsence(cause)) return [];
    throw fileError(cause, { path, doing: 'read this folder' });
  }
}

/** The same for a file that carries its own checksum, where it is of a version that wrote one. */
export function parseSealed<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  path: string,
): z.output<Schema> {
  const value = parseJson(schema, text, path);
  openSealed(text, path, { fix: RESTORE });
  return value;
}

/** The value of a JSON text, checked. `where` names the file, and the line where there are several values. */
export function parseJson<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  where: string,
): z.output<Schema> {
  const checked = schema.safeParse(jsonValue(text, where));
  if (checked.success) return checked.data;
  const mistakes = checked.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the whole value'}: ${issue.message}`,
  );
  throw new InputError({
    where,
    message: mistakes.join('; '),
    expected: 'a file that HighOrder wrote.',
    fix: 'restore the file, or do the run again.',
  });
}

function jsonValue(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError({
      where,
      message: `This is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
      fix: 'restore the file, or do the run again.',
      cause,
    });
  }
}

function isAbsence(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
}
