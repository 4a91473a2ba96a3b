import { existsSync } from 'node:fs';
import { readBytes, sha256, writeJson, writeWhole } from '@highorder/files';
import type { JobIdentity } from '../job/job-identity.ts';
import type { JobFolder } from './job-folder.ts';
import { findJob } from './job-records.ts';
import type { DamagedFile } from './read-record.ts';

/**
 * Writes what is needed to run a job, unless it is there and whole. It survives a power cut from then on. Returns the files that were
 * damaged, and are written anew.
 */
export function queueJob(
  folder: JobFolder,
  { hash, code }: JobIdentity,
  config: () => string,
): readonly DamagedFile[] {
  const damaged = damagedJob(folder, hash);
  if (existsSync(folder.job) && damaged.length === 0) return [];
  const text = config();
  writeWhole(folder.config, text, { durable: true });
  // Last, for it says that the folder is whole.
  writeJson(folder.job, { format: 1, hash, code, config: sha256(text) }, { durable: true });
  return damaged;
}

/** The files that say what a job is and are not as they were written; none where the job was never queued. */
export function damagedJob(folder: JobFolder, hash: string): readonly DamagedFile[] {
  const { job, config } = folder;
  const found = findJob(folder);
  if (found === undefined) return [];
  if (found.damaged !== undefined) return [found.damaged];
  if (found.value.hash !== hash) return [{ file: job, reason: 'it names another job' }];
  if (!existsSync(config)) return [{ file: config, reason: 'it is missing' }];
  const { config: sum } = found.value;
  // Old jobs have no checksum.
  if (sum === undefined || sha256(readBytes(config)) === sum) return [];
  return [{ file: config, reason: 'its checksum is another one' }];
}
