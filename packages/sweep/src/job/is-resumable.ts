import { existsSync } from 'node:fs';
import { removeWhole } from '@highorder/files';
import { readManifest, runFolder } from '@highorder/lab';
import { damagedText, setAside } from '../store/read-record.ts';
import { isMachineTrouble } from './blocked.ts';
import type { JobLog } from './job-log.ts';

/**
 * Whether a job's folder holds a run that can go on. What cannot, because a power cut has left its manifest damaged, is cleared away: a job
 * that begins anew ends in the same bytes.
 */
export function isResumable(path: string, log: JobLog): boolean {
  const run = runFolder(path);
  if (!existsSync(run.manifest)) return false;
  try {
    readManifest(run);
    return true;
  } catch (error) {
    if (isMachineTrouble(error)) throw error;
    const damaged = { file: run.manifest, reason: 'it cannot be read' };
    setAside(damaged);
    removeWhole(run.checkpoints);
    removeWhole(run.metrics);
    log.say(damagedText(damaged, 'it is set aside as *.damaged, and the job begins anew'));
    return false;
  }
}
