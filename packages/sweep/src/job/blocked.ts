import { HighOrderError } from '@highorder/core';
import { errorCode, shownPath } from '@highorder/files';

/** The exit status of a process whose job the machine did not let go on (EX_TEMPFAIL of sysexits.h: try again later). */
export const BLOCKED = 75;

/** What no job can do anything about, nor another one do better: full or failing disks, limits of the system. */
const troubles = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'ESTALE', 'EMFILE', 'ENFILE', 'ENOMEM'];

/** The machine, not the job, is at fault. The job is as far as it was saved, and stays queued. */
export class BlockedError extends HighOrderError {
  constructor(path: string, cause: unknown) {
    super({
      where: shownPath(path),
      message: `This job cannot go on, and did not fail: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    });
    this.name = 'BlockedError';
  }
}

/** Whether an error, or what caused it, comes from the machine. */
export function isMachineTrouble(error: unknown): boolean {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if (troubles.includes(errorCode(inner) ?? '')) return true;
  }
  return false;
}
