import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, told apart from every other one of the same number. */
export interface Owner {
  readonly host: string;
  /** The namespace of the process number, as containers have each their own; null where the system has none. */
  readonly namespace: string | null;
  readonly pid: number;
  /** When the system was started and the process after it, in the system's own units; null where it does not tell. */
  readonly began: string | null;
}

/** This process. */
export function thisOwner(): Owner {
  return { host: hostname(), namespace: thisNamespace(), pid: process.pid, began: startOf(process.pid) };
}

/**
 * Whether a process still runs; undefined for one of another machine or container, where its number means something
 * else. A number that now belongs to another process counts as gone, and so does a process that has died and waits
 * for its parent to notice.
 */
export function isAlive({ host, namespace, pid, began }: Owner): boolean | undefined {
  if (host !== hostname()) return undefined;
  if (namespace !== null && namespace !== thisNamespace()) return undefined;
  if (!exists(pid)) return false;
  if (began === null) return true;
  return startOf(pid) === began;
}

function thisNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else exists, though it may not be sent signals.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Linux tells when a process began, since when the machine runs. A zombie has no beginning any more. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; what follows it are state, parent and so on, and the start at place 20.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[18]}`;
  } catch {
    return null;
  }
}
