import { linkSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, type Owner, thisOwner } from './owner.ts';

/** A lock that this process holds. */
export interface HeldLock {
  /** Lets others have it. */
  release(): void;
}

/** Who holds a lock, or held it last. */
export interface LockState {
  readonly owner: Owner;
  /** Whether the owner still works. */
  readonly held: boolean;
}

/** A holder on another machine shows every so often that it is alive; one that has not for so long is not. */
const SIGN_OF_LIFE = 10_000;
const GIVEN_UP = 300_000;

const ownerSchema = z.object({ host: z.string(), pid: z.int(), began: z.string().nullable() });

/**
 * Takes the lock of a folder, or gives undefined where another process holds it. A lock whose holder is gone can be
 * taken at once.
 *
 * Locks are numbered files, and only the highest number counts. A new one is made beside its place and linked there, which only one
 * process can do for a number, and the highest is never removed. So two processes that find the same dead holder cannot both get on.
 */
export function takeLock(folder: string): HeldLock | undefined {
  const last = highestLock(folder);
  if (last > 0 && lockState(folder)?.held === true) return undefined;
  const mine = last + 1;
  if (!makeLock(folder, mine, thisOwner())) return undefined;
  // Others may have gone on while the older locks were looked at.
  if (highestLock(folder) !== mine) {
    rmSync(lockFile(folder, mine), { force: true });
    return undefined;
  }
  removeOlder(folder, mine);
  return hold(lockFile(folder, mine));
}

/** Who holds the lock of a folder; undefined where nobody ever did or it was released. */
export function lockState(folder: string): LockState | undefined {
  const file = lockFile(folder, highestLock(folder));
  try {
    const text = readFileSync(file, 'utf8');
    if (text === '') return undefined;
    const owner = ownerSchema.parse(JSON.parse(text));
    return { owner, held: isAlive(owner) ?? Date.now() - statSync(file).mtimeMs < GIVEN_UP };
  } catch (error) {
    // Its owner has just replaced it by a higher one, or there is none.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function hold(file: string): HeldLock {
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // A file system that is away for a while comes back, and the next sign of life is seen.
    }
  }, SIGN_OF_LIFE).unref();
  return {
    release() {
      clearInterval(timer);
      // An empty lock is a free one. Writing nothing cannot be half done.
      writeFileSync(file, '');
    },
  };
}

function makeLock(folder: string, number: number, owner: Owner): boolean {
  const file = lockFile(folder, number);
  const draft = `${file}.${owner.pid}.part`;
  writeFileSync(draft, JSON.stringify(owner));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeOlder(folder: string, mine: number): void {
  for (const number of lockNumbers(folder)) {
    if (number < mine) rmSync(lockFile(folder, number), { force: true });
  }
}

function highestLock(folder: string): number {
  return Math.max(0, ...lockNumbers(folder));
}

function lockNumbers(folder: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => {
    const number = /^lock\.(\d+)$/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

function lockFile(folder: string, number: number): string {
  return join(folder, `lock.${number}`);
}
