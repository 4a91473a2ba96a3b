import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file beside its place and renames it, so that a reader sees the old one or the new one, never half of it. */
export function writeFileSafely(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes a value as JSON with a line per entry. */
export function writeJsonSafely(path: string, value: unknown): void {
  writeFileSafely(path, `${JSON.stringify(value, null, 2)}\n`);
}
