import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the workspace, absolute. */
export const root = resolve(import.meta.dirname, '../../..');

/** The text of a file. A relative path is taken from the root. */
export function readText(path: string): string {
  return readFileSync(resolve(root, path), 'utf8');
}

/** The text of a file of the workspace, or undefined where there is none. */
export function readTextIfPresent(path: string): string | undefined {
  return existsSync(join(root, path)) ? readText(path) : undefined;
}
