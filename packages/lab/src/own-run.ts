import type { Callback } from '@highorder/core';
import type { OnDamage } from './damage.ts';
import type { RunFolder } from './run-folder.ts';
import { lockRun, removeDrafts } from './run-lock.ts';

/** Does what only the owner of a run's folder may do. */
export async function owned<Result>(
  folder: RunFolder,
  { locked = false }: { readonly locked?: boolean | undefined },
  { tell }: NotedWarnings,
  action: () => Promise<Result>,
): Promise<Result> {
  const lock = locked ? undefined : lockRun(folder, tell);
  try {
    removeDrafts(folder);
    return await action();
  } finally {
    lock?.release();
  }
}

/** Warnings of a run that has not begun. */
export interface NotedWarnings {
  readonly tell: OnDamage;
  readonly told: readonly string[];
}

/** Keeps warnings, and tells them to all callbacks at once. */
export function notedWarnings(callbacks: readonly Callback[]): NotedWarnings {
  const told: string[] = [];
  return {
    told,
    tell(message) {
      told.push(message);
      for (const callback of callbacks) callback.onWarning?.({ step: 0, message });
    },
  };
}
