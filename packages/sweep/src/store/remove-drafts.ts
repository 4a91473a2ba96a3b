import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, removeWhole, thisOwner } from '@highorder/files';

/**
 * Removes what processes that were killed have left half written in the folder of a job and among its checkpoints: names that end in `.part` and
 * hold the number of a process that is no more. For the holder of its lock.
 */
export function removeDrafts(path: string): void {
  for (const folder of [path, join(path, 'checkpoints')]) {
    for (const name of namesIn(folder)) {
      const pid = Number(/(?:^|\.)(\d+)(?:-\d+)?\.part$/.exec(name)?.[1]);
      if (Number.isNaN(pid) || isAlive({ ...thisOwner(), pid, began: null }) === true) continue;
      removeWhole(join(folder, name));
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A job that has not begun has no checkpoints.
    return [];
  }
}
