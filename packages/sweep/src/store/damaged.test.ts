import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { required } from '@highorder/core';
import { describe, expect, test, vi } from 'vitest';
import { openPaceBook } from '../budget/pace.ts';
import { runJob } from '../job/run-job.ts';
import { type SweepStatus, sweepStatus } from '../run/run-sweep.ts';
import { type SmallSweep, smallSweep } from '../testing/small-sweep.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Finished {
  readonly small: SmallSweep;
  /** The folder of the first of its two jobs. */
  readonly path: string;
  readonly result: string;
  status(): Promise<SweepStatus>;
  /** Runs it again, and gives what it launched and what it told. */
  again(): Promise<{ readonly status: SweepStatus; readonly launched: number; readonly notes: string }>;
}

/** A sweep of two jobs that is done. */
async function finished(): Promise<Finished> {
  const small = await smallSweep();
  const prepared = await small.plan('seeds=[0]');
  await small.run(prepared);
  const path = join(small.folder, 'jobs', required(prepared.plan?.jobs[0]?.hash, 'It has jobs.'));
  return {
    small,
    path,
    result: readFileSync(join(path, 'result.json'), 'utf8'),
    status: () => sweepStatus(prepared, { store: join(small.folder, 'jobs') }),
    async again() {
      const notes: string[] = [];
      const { status, launched } = await small.run(prepared, { onNote: (text) => notes.push(text) });
      return { status, launched: launched.length, notes: notes.join('\n') };
    },
  };
}

const damages: readonly (readonly [string, (text: string) => string | Buffer])[] = [
  ['emptied', () => ''],
  ['cut short', (text) => text.slice(0, 40)],
  ['overwritten by NULs', (text) => '\0'.repeat(text.length)],
  ['no UTF-8', () => Buffer.from([0x7b, 0xff, 0xfe])],
  ['of other fields', () => '{ "format": 1 }'],
];

describe('reliability 8: one damaged file of a job is told, set aside, and the job runs again', () => {
  test.each(damages)('a result that is %s', async (_, damage) => {
    const { path, result, status, again } = await finished();
    const file = join(path, 'result.json');
    writeFileSync(file, damage(result));
    expect(await status()).toMatchObject({ counts: { done: 1, queued: 1 }, damaged: [{ file }] });
    expect(readdirSync(path)).not.toContain('result.json.damaged');

    const { notes, launched, status: end } = await again();
    expect(launched).toBe(1);
    expect(end.counts.done).toBe(2);
    expect(notes).toMatch(
      /result\.json is damaged \(.+\): it is set aside as \*\.damaged, and its job runs again\.$/,
    );
    expect(readFileSync(file, 'utf8')).toBe(result);
    expect(readdirSync(path)).toContain('result.json.damaged');
  });

  test('a result of which one digit was changed', async () => {
    const { path, result, again } = await finished();
    const digit = /"value": \d+\.\d*?([1-8])/.exec(result);
    const at = required(digit, 'It holds a value.').index + (digit?.[0].length ?? 0) - 1;
    const changed = `${result.slice(0, at)}${Number(result[at]) + 1}${result.slice(at + 1)}`;
    writeFileSync(join(path, 'result.json'), changed);
    const { launched, notes } = await again();
    expect([launched, readFileSync(join(path, 'result.json'), 'utf8')]).toEqual([1, result]);
    expect(notes).toContain('is damaged');
  });

  test('a result of the first format, which had no checksum, is read', async () => {
    const { path, result, again } = await finished();
    const { sha256: _, ...fields } = JSON.parse(result);
    writeFileSync(join(path, 'result.json'), JSON.stringify({ ...fields, format: 1 }));
    expect((await again()).launched).toBe(0);
  });

  test.each(damages)('a failure that is %s', async (_, damage) => {
    const { path, again } = await finished();
    const failure = join(path, 'failure.json');
    truncateSync(join(path, 'result.json'));
    writeFileSync(failure, damage('{ "format": 1, "message": "It was hot, and then it was hotter." }'));
    const { launched, status, notes } = await again();
    expect([launched, status.counts.done]).toEqual([1, 2]);
    expect(notes).toContain('failure.json is damaged');
  });

  test('garbage in a lock', async () => {
    const { path, status, again } = await finished();
    truncateSync(join(path, 'result.json'));
    writeFileSync(join(path, 'lock.9'), '{ "pid": 1, "ho');
    expect((await status()).counts).toMatchObject({ queued: 1 });
    const { launched, status: end } = await again();
    expect([launched, end.counts.done]).toEqual([1, 2]);
    expect(readFileSync(join(path, 'log.txt'), 'utf8')).toContain('lock.9 was damaged');
  });

  test.each(['job.json', 'config.yaml'])('%s of a job that is queued is written anew', async (name) => {
    for (const damage of ['', 'format: [', '{}']) {
      const { path, small, again } = await finished();
      const before = readFileSync(join(path, name), 'utf8');
      const fresh = await smallSweep();
      // A job that was queued, and not begun.
      const prepared = await fresh.plan('seeds=[0]');
      await fresh
        .run(prepared, { launcher: { parallel: 1, launch: () => Promise.reject(new Error('off')) } })
        .catch(() => undefined);
      const queued = join(fresh.folder, 'jobs', required(prepared.plan?.jobs[0]?.hash, 'It has jobs.'));
      expect(readFileSync(join(queued, name), 'utf8')).toBe(before);
      writeFileSync(join(queued, name), damage);
      const notes: string[] = [];
      const { status } = await fresh.run(prepared, { onNote: (text) => notes.push(text) });
      expect(status.counts).toMatchObject({ done: 2, failed: 0 });
      expect(notes.join()).toMatch(new RegExp(`${name} is damaged \\(.+\\): it is written anew\\.`));
      expect(readFileSync(join(queued, name), 'utf8')).toBe(before);
      expect((await again()).launched).toBe(0);
      expect(small.folder).not.toBe(fresh.folder);
    }
  });

  test('a job by hand says what to do', async () => {
    const { path, small } = await finished();
    truncateSync(join(path, 'job.json'));
    await expect(runJob(path, small.runner)).rejects.toThrow(
      /job\.json: This file is damaged: .+\n.*Run the sweep again/,
    );
  });

  test('damaged files of results are written anew, and the pace of updates is measured again', async () => {
    const { small, again } = await finished();
    const folder = join(small.folder, 'sweeps/small');
    const files = ['jobs.json', 'sweep.yaml', 'results.csv', 'results.json', 'table.txt'];
    const before = files.map((file) => readFileSync(join(folder, file), 'utf8'));
    for (const file of files) writeFileSync(join(folder, file), '{"');
    await again();
    expect(files.map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual(before);

    const paces = join(folder, 'seconds-an-update.json');
    writeFileSync(paces, '{"a": 0.');
    const notes: string[] = [];
    const book = openPaceBook(paces, (text) => notes.push(text));
    expect(await book.secondsOf('a', () => Promise.resolve(2))).toBe(2);
    expect(notes.join()).toMatch(/seconds-an-update\.json is damaged \(it is not whole JSON\)/);
    expect(JSON.parse(readFileSync(paces, 'utf8'))).toEqual({ a: 2 });
  });
});

describe('reliability 19: what killed processes left half written', () => {
  test('is removed when the job runs, and what living ones write is not', async () => {
    const { path, again } = await finished();
    truncateSync(join(path, 'result.json'));
    const gone = 2 ** 22 + 1;
    writeFileSync(join(path, `${gone}-1.part`), 'half');
    writeFileSync(join(path, 'checkpoints', `7.${gone}.part`), 'half');
    writeFileSync(join(path, `${process.ppid}-1.part`), 'half');
    await again();
    expect(readdirSync(path).filter((name) => name.endsWith('.part'))).toEqual([`${process.ppid}-1.part`]);
    expect(readdirSync(join(path, 'checkpoints'))).toEqual(['12']);
  });
});
