import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ExactValues } from '@highorder/core';
import { writeWhole } from '@highorder/files';

/** Remembers what is known of exact flows, from one run to the next. */
export interface ExactMemory {
  /** What was computed under this name before, or what is computed now. */
  recall(key: string, compute: () => ExactValues): ExactValues;
}

/**
 * Exact values in a folder, a JSON file each. Written beside their place and renamed, so that processes may share the folder:
 * each reads a whole file or none. What cannot be read or written is computed.
 */
export function memoryInFolder(folder: string): ExactMemory {
  return {
    recall(key, compute) {
      const file = join(folder, `${key}.json`);
      const known = read(file);
      if (known !== undefined) return known;
      const values = compute();
      if (isFinite(values)) write(file, values);
      return values;
    },
  };
}

/**
 * The folder in which exact values are kept between runs: `HIGHORDER_CACHE`, or that of the user's caches. Undefined, so that
 * nothing is kept, where the variable is set and empty, or there is no home.
 */
export function memoryFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment['HIGHORDER_CACHE'];
  if (chosen === '') return undefined;
  const root = chosen ?? userCaches(environment);
  return root === undefined ? undefined : join(root, 'exact');
}

/** An empty variable is none; a user without a home keeps nothing. */
function userCaches(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['XDG_CACHE_HOME'] || environment['LOCALAPPDATA'];
  try {
    return join(named || join(homedir(), '.cache'), 'highorder');
  } catch {
    return undefined;
  }
}

function isFinite(values: ExactValues): boolean {
  return Object.values(values).every((numbers) => Array.from(numbers).every(Number.isFinite));
}

function read(file: string): ExactValues | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isExactValues(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isExactValues(value: unknown): value is ExactValues {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(
      (numbers) => Array.isArray(numbers) && numbers.every((each) => typeof each === 'number'),
    )
  );
}

function write(file: string, values: ExactValues): void {
  const plain = Object.entries(values).map(([name, numbers]) => [name, Array.from(numbers)]);
  try {
    writeWhole(file, JSON.stringify(Object.fromEntries(plain)));
  } catch {
    // A memory that cannot be written costs time, not a run.
  }
}
