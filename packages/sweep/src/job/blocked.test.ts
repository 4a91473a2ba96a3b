import fs, { readdirSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { InputError, required } from '@highorder/core';
import { lockState } from '@highorder/files';
import { expect, onTestFinished, test, vi } from 'vitest';
import { folderInStore } from '../store/job-folder.ts';
import { queueJob } from '../store/queue-job.ts';
import { smallSweep } from '../testing/small-sweep.ts';
import { BlockedError, isMachineTrouble } from './blocked.ts';
import { runJob } from './run-job.ts';

vi.setConfig({ testTimeout: 60_000 });

const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

/** Lets no file be opened for writing any more, but locks, which had their place before; gives the space back when called. */
function fillDisk(): () => void {
  const { openSync } = fs;
  const free = () => {
    fs.openSync = openSync;
    syncBuiltinESMExports();
  };
  fs.openSync = (path, flags, mode) => {
    if (flags === 'wx' && !basename(String(path)).startsWith('lock.')) throw full();
    return openSync(path, flags, mode);
  };
  syncBuiltinESMExports();
  onTestFinished(free);
  return free;
}

test('README "Writing fails": a full disk is not the failure of a job, which stays queued and goes on', async () => {
  const small = await smallSweep();
  const { plan } = await small.plan('seeds=[0]');
  const job = required(plan?.jobs[0], 'It has jobs.');
  const folder = folderInStore(join(small.folder, 'jobs'), job.hash);
  queueJob(folder, job, () => job.config());
  const space = fillDisk();
  await expect(runJob(folder.path, small.runner)).rejects.toThrow(
    /This job cannot go on, and did not fail: .*Cannot write this file: the disk is full\.\n.*Free some space/,
  );
  space();
  expect(readdirSync(folder.path)).not.toContain('failure.json');
  expect(lockState(folder.path)).toBeUndefined();
  expect(await runJob(folder.path, small.runner)).toBe('done');
});

test('only the machine is at fault: not a job, and not what it reads', () => {
  expect(isMachineTrouble(full())).toBe(true);
  expect(isMachineTrouble(new InputError({ message: 'No.', cause: full() }))).toBe(true);
  expect(isMachineTrouble(Object.assign(new Error(), { code: 'ENOENT' }))).toBe(false);
  expect(isMachineTrouble(new RangeError('Array buffer allocation failed'))).toBe(false);
  expect(isMachineTrouble('ENOSPC')).toBe(false);
  expect(new BlockedError('/a', 'no').message).toContain('no');
});
