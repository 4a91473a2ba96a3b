import { mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HighOrderError, InputError } from '@highorder/core';
import { fileError } from '@highorder/files';
import { UnsavedEvaluation } from '@highorder/lab';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/command.ts';
import { readError, tellError, tellUnwritten } from './errors.ts';
import { printWithFiles } from './print-with-files.ts';

/** What an action threw. */
function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

/** An error as the system gives it for a code that is hard to bring about. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: of the system`), { code, syscall: 'write', path: '/somewhere/a' });
}

/** What is written to the two streams, in order. */
function listen(): readonly string[] {
  const heard: string[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    const spy = vi.spyOn(process[name], 'write').mockImplementation((chunk: unknown) => {
      heard.push(`${name}: ${String(chunk)}`);
      return true;
    });
    onTestFinished(() => spy.mockRestore());
  }
  return heard;
}

describe('reliability 10: errors of the file system are one sentence', () => {
  test('with the path, the reason and a fix, whoever forgot to say so', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const acts = [
      () => openSync(join(folder, 'missing'), 'r'),
      () => mkdirSync(join(folder, 'file', 'below')),
      () => writeFileSync(folder, ''),
      () => readdirSync(join(folder, 'x'.repeat(300))),
    ];
    const told = await Promise.all(acts.map((act) => readError(thrown(act), [])));
    for (const { status, message } of told) {
      expect(status).toBe(2);
      expect(message).toContain(folder);
      expect(message).toMatch(/: Cannot [\w ]+: [\w ,.]+\n {2}Way out: /);
      expect(message).not.toMatch(/\n {4}at |node:/);
    }
  });

  test('and status 1 where no other command line would help', async () => {
    for (const code of ['ENOSPC', 'EROFS', 'EIO', 'EMFILE', 'EDQUOT']) {
      const raw = systemError(code);
      const told = fileError(raw, { path: '/somewhere/a', doing: 'write this file' });
      expect(await readError(raw, [])).toMatchObject({
        status: 1,
        message: expect.stringMatching(/^\/somewhere\/a: Cannot/),
      });
      expect(await readError(told, [])).toMatchObject({ status: 1 });
    }
    expect(await readError(systemError('EACCES'), [])).toMatchObject({ status: 2 });
  });
});

const row = { metric: 'w2', steps: 4, evaluations: 4, samples: 50, value: 1.25 };
const rows = [{ ...row, floor: 1, floorDeviation: 0.125 }];

describe('README "Writing fails"', () => {
  const full = new UnsavedEvaluation(
    { rows, skipped: [] },
    new HighOrderError({ where: 'r/evaluation.json', message: 'The disk is full.', fix: 'Free some space.' }),
  );

  test('an evaluation that cannot be saved is printed, then why', async () => {
    const heard = listen();
    expect(await tellError(full, ['evaluate', 'r'])).toBe(1);
    expect(heard).toHaveLength(2);
    expect(heard[0]).toMatch(/^stdout: [^]*1\.25/);
    expect(heard[1]).toMatch(
      /^stderr: Error: r\/evaluation\.json: The evaluation was not saved\. The disk is full\.\n/,
    );
  });

  test('as one document with --json', async () => {
    const heard = listen();
    expect(await tellError(full, ['evaluate', 'r', '--json'])).toBe(1);
    expect(heard).toHaveLength(1);
    expect(JSON.parse(String(heard[0]).slice('stdout: '.length))).toMatchObject({
      error: { evaluation: { rows } },
    });
  });

  test('an answer whose figures cannot be drawn is printed', async () => {
    const heard = listen();
    const failure = new InputError({ message: 'The disk is full.' });
    const answer = (files: readonly string[]) => ({ document: { files }, text: 'the answer' });
    await expect(printWithFiles({}, { save: () => Promise.reject(failure), answer })).rejects.toBe(failure);
    await expect(
      printWithFiles({ json: true }, { save: () => Promise.reject(failure), answer }),
    ).rejects.toBe(failure);
    expect(heard).toEqual(['stdout: the answer\n']);
  });

  test('a result that standard output does not take is told in a sentence', async () => {
    const heard = listen();
    await tellUnwritten(Object.assign(new Error(), { code: 'ENOSPC', syscall: 'write' }));
    expect(heard.join('')).toMatch(
      /^stderr: Error: standard output: Cannot write the result: the disk is full\.\n {2}Way out: /,
    );
  });
});
