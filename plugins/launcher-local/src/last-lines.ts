import { readFileSync, rmSync, statSync } from 'node:fs';

const MOST_LINES = 12;

/** The last lines of a file, of those after its first `from` bytes; empty where there are none. */
export function lastLines(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString('utf8').trimEnd().split('\n');
  return lines.slice(-MOST_LINES).join('\n');
}

/** Removes a log in which nothing was said. */
export function removeIfEmpty(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.size === 0) rmSync(file, { force: true });
}
