import { required } from '@highorder/core';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { folderInStore } from '../store/job-folder.ts';
import { queueJob } from '../store/queue-job.ts';
import { lockState, takeLock } from '@highorder/files';
import { type SmallSweep, smallSweep } from '../testing/small-sweep.ts';
import { runJob } from './run-job.ts';
import { serveJobs } from './serve-jobs.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Queues the jobs of a sweep and gives their folders. */
async function queued(
  { folder, plan }: SmallSweep,
  store: string,
  ...overrides: readonly string[]
): Promise<readonly string[]> {
  const prepared = await plan(...overrides);
  return required(prepared.plan, 'It tunes nothing.').jobs.map((job) => {
    const place = folderInStore(join(folder, store), job.hash);
    queueJob(place, job, () => job.config());
    return place.path;
  });
}

const resultOf = (path: string | undefined) => readFileSync(join(path ?? '', 'result.json'), 'utf8');

test('a job that is interrupted at any step goes on to the same bytes', async () => {
  const small = await smallSweep();
  const [whole = ''] = await queued(small, 'whole', 'seeds=[3]');
  expect(await runJob(whole, small.runner)).toBe('done');
  expect(readdirSync(join(whole, 'checkpoints'))).toEqual(['12']);

  const [broken = ''] = await queued(small, 'broken', 'seeds=[3]');
  for (const after of [1, 4, 6]) {
    const controller = new AbortController();
    // Each step gives timers a turn, so that the signal comes after about so many steps.
    let turns = 0;
    const wait = () => (++turns === after ? controller.abort() : void setImmediate(wait));
    setImmediate(wait);
    expect(await runJob(broken, { ...small.runner, signal: controller.signal })).toBe('interrupted');
  }
  expect(await runJob(broken, small.runner)).toBe('done');
  expect(resultOf(broken)).toBe(resultOf(whole));
});

test('a job that another process holds is left alone, and one that is done stays as it is', async () => {
  const small = await smallSweep();
  const [path = ''] = await queued(small, 'jobs', 'seeds=[0]');
  const lock = takeLock(path);
  expect(await runJob(path, small.runner)).toBe('busy');
  lock?.release();
  writeFileSync(join(path, 'failure.json'), '{ "format": 1, "message": "It was hot." }');
  expect(await runJob(path, small.runner)).toBe('failed');
  expect(readdirSync(path)).not.toContain('manifest.json');
});

test('a job whose configuration is not the one of its name is not run, and the sweep mends it', async () => {
  const small = await smallSweep();
  const [path = ''] = await queued(small, 'jobs', 'seeds=[0]');
  const config = join(path, 'config.yaml');
  const before = readFileSync(config, 'utf8');
  writeFileSync(config, before.replace('batch: 16', 'batch: 15'));
  await expect(runJob(path, small.runner)).rejects.toThrow(
    /config\.yaml: This file of a job is damaged: its checksum is another one\.\n.*Run the sweep again/,
  );
  expect(readdirSync(path)).not.toContain('failure.json');
  await queued(small, 'jobs', 'seeds=[0]');
  expect(readFileSync(config, 'utf8')).toBe(before);
  expect(await runJob(path, small.runner)).toBe('done');
});

test('a job whose code or files have changed is not run, and the sweep queues another one', async () => {
  const small = await smallSweep();
  const [path = ''] = await queued(small, 'jobs', 'seeds=[0]');
  const changed = { ...small.runner, versions: { of: () => 'other code' } };
  expect(await runJob(path, changed)).toBe('failed');
  expect(readFileSync(join(path, 'failure.json'), 'utf8')).toContain('Run the sweep again');
});

test('a folder without a job is refused', async () => {
  const { folder, runner } = await smallSweep();
  await expect(runJob(folder, runner)).rejects.toThrow(/There is no job in this folder/);
});

test('a process serves job after job, failed ones too, and says when each is over', async () => {
  const small = await smallSweep();
  const failing = '+methods.0.training={optimizer: {learningRate: 1e38}}';
  const folders = await queued(small, 'jobs', 'seeds=[0]', failing);
  const [input, output] = [new PassThrough(), new PassThrough()];
  let answers = '';
  output.on('data', (chunk) => {
    answers += String(chunk);
    // Whoever gives jobs waits for the last of them.
    if (answers.trim().split('\n').length === folders.length) input.end();
  });
  input.write(folders.map((folder) => `${folder}\n`).join(''));
  await serveJobs({ input, output }, small.runner);
  expect(answers).toBe(folders.map((folder) => `${folder}\n`).join(''));
  expect(readdirSync(folders[0] ?? '')).toContain('failure.json');
  expect(readdirSync(folders[1] ?? '')).toContain('result.json');
});

test('README "SIGKILL of a sweep": a process whose sweep is gone saves its job and leaves', async () => {
  const small = await smallSweep();
  const long = ['seeds=[3]', 'training.steps=100000', 'training.checkpoint=100000'];
  const [path = '', next = ''] = await queued(small, 'jobs', ...long);
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.write(`${path}\n${next}\n`);
  const served = serveJobs({ input, output }, small.runner);
  await vi.waitFor(() => expect(readFileSync(join(path, 'metrics.jsonl'), 'utf8')).toContain('\n'), 20_000);
  // What the system does with the pipe of a process that was killed.
  input.end();
  await served;
  expect(output.read()).toBeNull();
  expect(readdirSync(path)).not.toContain('result.json');
  expect(readdirSync(join(path, 'checkpoints'))).toHaveLength(1);
  expect(readdirSync(next)).not.toContain('manifest.json');
  expect(lockState(path)).toBeUndefined();
});

test('a reader of answers that is gone ends the process too', async () => {
  const small = await smallSweep();
  const [path = ''] = await queued(small, 'jobs', 'seeds=[3]', 'training.steps=100000');
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.write(`${path}\n`);
  const served = serveJobs({ input, output }, small.runner);
  output.destroy(new Error('EPIPE'));
  await served;
  expect(readdirSync(path)).not.toContain('result.json');
  input.end();
});
