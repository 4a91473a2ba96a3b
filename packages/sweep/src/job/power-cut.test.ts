import { readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '@highorder/core';
import { expect, test, vi } from 'vitest';
import { folderInStore } from '../store/job-folder.ts';
import { queueJob } from '../store/queue-job.ts';
import { smallSweep } from '../testing/small-sweep.ts';
import { runJob } from './run-job.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A sweep of which one job was interrupted in the middle. */
async function interrupted() {
  const small = await smallSweep();
  const prepared = await small.plan('seeds=[3]', '~methods.1');
  const job = required(prepared.plan?.jobs[0], 'It has a job.');
  const folder = folderInStore(join(small.folder, 'jobs'), job.hash);
  queueJob(folder, job, () => job.config());
  const controller = new AbortController();
  let turns = 0;
  const wait = () => (++turns === 7 ? controller.abort() : void setImmediate(wait));
  setImmediate(wait);
  expect(await runJob(folder.path, { ...small.runner, signal: controller.signal })).toBe('interrupted');
  return { small, prepared, path: folder.path };
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(path, file)).isFile(),
  );
}

test('reliability 2: whichever file of a job a power cut has emptied, or all of them, the same command ends in the same bytes', async () => {
  const { small: whole, prepared: all, path: known } = await interrupted();
  expect((await whole.run(all)).status.counts.done).toBe(1);
  const result = readFileSync(join(known, 'result.json'), 'utf8');

  const names = filesIn((await interrupted()).path);
  expect(names).toEqual(
    expect.arrayContaining(['manifest.json', 'config.yaml', 'job.json', 'metrics.jsonl']),
  );
  for (const lost of [...names.map((name) => [name]), names]) {
    const { small, prepared, path } = await interrupted();
    for (const name of lost) truncateSync(join(path, name));
    const { status } = await small.run(prepared);
    expect([lost, status.failed.map(({ message }) => message)]).toEqual([lost, []]);
    expect([lost, readFileSync(join(path, 'result.json'), 'utf8')]).toEqual([lost, result]);
  }
});
