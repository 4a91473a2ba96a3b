import { randomUUID } from 'node:crypto';
import {
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode, fileError } from '../file-error.ts';
import { isAlive, type Owner, thisOwner } from './owner.ts';

/** A lock that this process holds. */
export interface HeldLock {
  /** The lock file before it, where that is damaged, so that nobody can tell whose it was. */
  readonly damaged?: string | undefined;
  /** Lets others have it. */
  release(): void;
}

/** Who holds a lock, or held it last. */
export interface LockState {
  /** Undefined where the file is damaged. */
  readonly owner: Owner | undefined;
  /** Whether the owner still works. A damaged lock is held by nobody, for locks are only ever put in place whole. */
  readonly held: boolean;
  /** When it was taken, ISO 8601; undefined where the file does not tell. */
  readonly since: string | undefined;
}

/** A holder that cannot be looked at from here shows every so often that it is alive; one that has not for so long is not. */
const SIGN_OF_LIFE = 10_000;
const GIVEN_UP = 300_000;

const lockSchema = z.object({
  host: z.string(),
  namespace: z.string().nullable().default(null),
  pid: z.int(),
  began: z.string().nullable(),
  since: z.string().optional(),
});

/**
 * Takes the lock of a folder, or gives undefined where another process holds it. A lock whose holder is gone can be
 * taken at once. Throws `InputError` where the folder cannot be written.
 *
 * Locks are numbered files, and only the highest number counts. A new one is made beside its place and linked there, which only one
 * process can do for a number, and the highest is never removed. So two processes that find the same dead holder cannot both get on.
 */
export function takeLock(folder: string): HeldLock | undefined {
  try {
    return takeNext(folder);
  } catch (error) {
    throw fileError(error, { path: folder, doing: 'lock this folder' });
  }
}

function takeNext(folder: string): HeldLock | undefined {
  const last = highestLock(folder);
  const before = stateOf(lockFile(folder, last));
  if (before?.held === true) return undefined;
  const mine = last + 1;
  if (!makeLock(folder, mine)) return undefined;
  // Others may have gone on while the older locks were looked at.
  if (highestLock(folder) !== mine || stateOf(lockFile(folder, last))?.held === true) {
    rmSync(lockFile(folder, mine), { force: true });
    return undefined;
  }
  removeOlder(folder, mine);
  const damaged = before !== undefined && before.owner === undefined ? lockFile(folder, last) : undefined;
  return hold(lockFile(folder, mine), damaged);
}

/** Who holds the lock of a folder; undefined where nobody ever did or it was released. */
export function lockState(folder: string): LockState | undefined {
  return stateOf(lockFile(folder, highestLock(folder)));
}

function stateOf(file: string): LockState | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    if (text === '') return undefined;
    const parsed = parseLock(text);
    if (parsed === undefined) return { owner: undefined, held: false, since: undefined };
    const { since, ...owner } = parsed;
    return { owner, held: isAlive(owner) ?? Date.now() - statSync(file).mtimeMs < GIVEN_UP, since };
  } catch (error) {
    // Its owner has just replaced it by a higher one, or there is none.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw fileError(error, { path: file, doing: 'read this lock' });
  }
}

function parseLock(text: string): z.output<typeof lockSchema> | undefined {
  try {
    return lockSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function hold(file: string, damaged: string | undefined): HeldLock {
  const timer = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // A file system that is away for a while comes back, and the next sign of life is seen.
    }
  }, SIGN_OF_LIFE).unref();
  return {
    damaged,
    release() {
      clearInterval(timer);
      try {
        // An empty lock is a free one. Emptying cannot be half done.
        truncateSync(file);
      } catch {
        // The folder was removed, or cannot be written any more: then the end of this process frees it.
      }
    },
  };
}

function makeLock(folder: string, number: number): boolean {
  const file = lockFile(folder, number);
  // In another container another process may have the number of this one.
  const draft = `${file}.${randomUUID()}.part`;
  const content = JSON.stringify({ ...thisOwner(), since: new Date().toISOString() });
  try {
    writeFileSync(draft, content, { flag: 'wx' });
    placeDraft(draft, file, content);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Some file systems have no links. There the file is made in its place, and whoever read it empty looks a second time. */
function placeDraft(draft: string, file: string, content: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(errorCode(error) ?? '')) throw error;
    writeFileSync(file, content, { flag: 'wx' });
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
