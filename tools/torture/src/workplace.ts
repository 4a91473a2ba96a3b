import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where torture happens: a folder, and all that must be gone in the end. */
export interface Workplace {
  readonly folder: string;
  /** A new folder in it. */
  room(name: string): string;
  /** A process whose group is killed in the end, if it is there still. */
  guard(child: ChildProcess): void;
  /** Mounts something on a folder; throws where that is refused. */
  mount(words: readonly string[], folder: string): void;
  unmount(folder: string): void;
  /** Ends all processes, takes all mounts away, removes the folder. */
  clear(): void;
}

export function createWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-torture-'));
  const children = new Set<ChildProcess>();
  const mounts = new Set<string>();
  let rooms = 0;
  const unmount = (place: string) => {
    if (!mounts.delete(place)) return;
    // Lazily: a process that was killed a moment ago may hold a file.
    system('umount', ['-l', place]);
  };
  return {
    folder,
    room(name) {
      rooms++;
      return mkdtempSync(join(folder, `${rooms}-${name}-`));
    },
    guard(child) {
      children.add(child);
      child.once('exit', () => children.delete(child));
    },
    mount(words, place) {
      system('mount', [...words, place]);
      mounts.add(place);
    },
    unmount,
    clear() {
      for (const child of children) killGroup(child);
      for (const place of mounts) unmount(place);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Kills a process that leads its group, and the group. */
export function killGroup({ pid }: Pick<ChildProcess, 'pid'>, signal: NodeJS.Signals = 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Runs a program of the system to its end, quietly; throws with its message where it fails. */
export function system(program: string, words: readonly string[]): string {
  return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
