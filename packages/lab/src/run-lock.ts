import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '@highorder/core';
import {
  type HeldLock,
  isAlive,
  lockState,
  refuseLinks,
  removeWhole,
  shownPath,
  takeLock,
  thisOwner,
} from '@highorder/files';
import { inOneLine, type OnDamage } from './damage.ts';
import type { RunFolder } from './run-folder.ts';

/** Makes this process the one that writes a run. Throws `InputError`, naming the other one, where there is one. */
export function lockRun({ path }: RunFolder, onDamage: OnDamage): HeldLock {
  const lock = takeLock(path);
  if (lock === undefined) throw busy(path);
  if (lock.damaged !== undefined) {
    onDamage(`${shownPath(lock.damaged)} is damaged, so who worked on this run last is not known.`);
  }
  return lock;
}

/**
 * The same for a verb that has an answer without writing: where the folder cannot be written, `onDamage` is told, and it is
 * not locked.
 */
export function lockWritableRun(folder: RunFolder, onDamage: OnDamage): HeldLock | undefined {
  try {
    return lockRun(folder, onDamage);
  } catch (error) {
    if (!(error instanceof InputError) || error.cause === undefined) throw error;
    onDamage(inOneLine(error));
    return undefined;
  }
}

/**
 * Removes what processes that were killed have left half written: names that end in `.part` and hold the number of a process
 * that is no more. Only the owner of a run may. Throws where a folder of the run is a link.
 */
export function removeDrafts({ path, checkpoints, samples }: RunFolder): void {
  for (const folder of [path, checkpoints, samples]) {
    if (folder !== path) refuseLinks(folder, { inside: path });
    for (const name of namesIn(folder)) {
      const pid = Number(/(?:^|\.)(\d+)(?:-\d+)?\.part$/.exec(name)?.[1]);
      if (
        Number.isNaN(pid) ||
        (pid !== process.pid && isAlive({ ...thisOwner(), pid, began: null }) === true)
      )
        continue;
      removeWhole(join(folder, name), { inside: path });
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function busy(path: string): InputError {
  const { owner, since } = lockState(path) ?? {};
  const who = owner === undefined ? 'Another process' : `Process ${owner.pid} on ${owner.host}`;
  const when = since === undefined ? '' : ` since ${since}`;
  return new InputError({
    where: shownPath(path),
    message: `${who} works on this run${when}.`,
    fix: 'Wait until it ends, or stop it; then run the same command again.',
  });
}
