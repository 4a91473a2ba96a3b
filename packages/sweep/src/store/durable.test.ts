import fs, { existsSync, readlinkSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { smallSweep } from '../testing/small-sweep.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Notes what is synced from now on, of files by the name that they are renamed to. */
function watchSyncs(): ReadonlySet<string> {
  const { fsyncSync, renameSync } = fs;
  const [drafts, synced] = [new Set<string>(), new Set<string>()];
  fs.fsyncSync = (file) => {
    drafts.add(readlinkSync(`/proc/self/fd/${file}`));
    fsyncSync(file);
  };
  fs.renameSync = (from, to) => {
    if (drafts.has(String(from))) synced.add(basename(String(to)));
    renameSync(from, to);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    Object.assign(fs, { fsyncSync, renameSync });
    syncBuiltinESMExports();
  });
  return synced;
}

test.skipIf(!existsSync('/proc/self/fd'))(
  'reliability 2: what a job is, found and failed of is synced before it has its name',
  async () => {
    const { folder, plan, run } = await smallSweep();
    const synced = watchSyncs();
    const { status } = await run(
      await plan('seeds=[0]', '+methods.1.training={optimizer: {learningRate: 1e38}}'),
    );
    expect(status.counts).toMatchObject({ done: 1, failed: 1 });
    expect([...synced]).toEqual(
      expect.arrayContaining(['config.yaml', 'job.json', 'result.json', 'failure.json']),
    );
    expect(existsSync(join(folder, 'jobs'))).toBe(true);
  },
);
