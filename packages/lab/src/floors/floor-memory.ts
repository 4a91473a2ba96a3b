import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { writeFileSafely } from '../files/write-file.ts';

/** Values of a metric by name. */
export type Floor = Readonly<Record<string, number>>;

/** Remembers what perfect flows score, from one run to the next. */
export interface FloorMemory {
  /** What was computed under this name before, or what is computed now. */
  recall(key: string, compute: () => Floor): Floor;
}

/**
 * Floors in a folder, a small JSON file each. Written beside their place and renamed, so that processes may share the folder:
 * each reads a whole floor or none. What cannot be read or written is computed.
 */
export function floorsInFolder(folder: string): FloorMemory {
  return {
    recall(key, compute) {
      const file = join(folder, `${key}.json`);
      const known = read(file);
      if (known !== undefined) return known;
      const floor = compute();
      if (Object.values(floor).every(Number.isFinite)) write(file, floor);
      return floor;
    },
  };
}

/**
 * The folder in which floors are kept between runs: `HIGHORDER_CACHE`, or that of the user's caches. Undefined, so that nothing
 * is kept, where the variable is set and empty.
 */
export function floorFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment['HIGHORDER_CACHE'];
  if (chosen === '') return undefined;
  const caches = environment['XDG_CACHE_HOME'] ?? environment['LOCALAPPDATA'] ?? join(homedir(), '.cache');
  return join(chosen ?? join(caches, 'highorder'), 'floors');
}

function read(file: string): Floor | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isFloor(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isFloor(value: unknown): value is Floor {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'number')
  );
}

function write(file: string, floor: Floor): void {
  try {
    writeFileSafely(file, JSON.stringify(floor));
  } catch {
    // A memory that cannot be written costs time, not a run.
  }
}
