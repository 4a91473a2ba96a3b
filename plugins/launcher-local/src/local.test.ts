import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobEnd, LaunchRequest, StopSignal } from '@highorder/core';
import { launcherContract } from '@highorder/testkit';
import { expect, onTestFinished, test } from 'vitest';
import local from './local.ts';

launcherContract(local);

/** A launch of jobs by a program that is given as JavaScript. */
function launch(program: string, change: Partial<LaunchRequest> = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'highorder-launcher-'));
  onTestFinished(() => rmSync(scratch, { recursive: true }));
  const ends: JobEnd[] = [];
  const folders = ['/jobs/a', '/jobs/b', '/jobs/c'];
  const request: LaunchRequest = {
    jobs: folders.map((folder) => ({ name: folder.slice(-1), folder, command: ['false'] })),
    parallel: 1,
    serve: [process.execPath, '--input-type=module', '--eval', program],
    directory: scratch,
    scratch,
    signal: new AbortController().signal,
    onEnd: (end) => ends.push(end),
    onNote: () => undefined,
    ...change,
  };
  return { ends, scratch, done: local.make().launch(request) };
}

const served = (work: string) => `
  import { createInterface } from 'node:readline';
  for await (const folder of createInterface({ input: process.stdin })) {
    ${work}
    console.log(folder);
  }
`;

test('runs as many jobs side by side as there are cores, unless it is told otherwise', () => {
  expect(local.make().parallel).toBe(availableParallelism());
  expect(local.make({ processes: 3 }).parallel).toBe(3);
});

test('one process takes job after job', async () => {
  const { done, scratch } = launch(served('console.error(process.pid);'));
  await done;
  const said = readFileSync(join(scratch, `process-${process.pid}-1.log`), 'utf8')
    .trim()
    .split('\n');
  expect(said).toHaveLength(3);
  expect(new Set(said).size).toBe(1);
});

test('what a process said before it died is told, and a new one takes the next job', async () => {
  const { done, ends } = launch(
    served("if (folder === '/jobs/b') { console.error('Out of luck.'); process.exit(7); }"),
  );
  await done;
  expect(ends.map(({ job }) => job.name)).toEqual(['a', 'b', 'c']);
  expect(ends.map(({ trouble }) => trouble !== undefined)).toEqual([false, true, false]);
  expect(ends[1]).toMatchObject({ killed: false, status: 7 });
  expect(ends[1]?.trouble).toMatch(
    /^The process ended by itself, with status 7, after it had said:\nOut of luck\.\nAll of it is in /,
  );
});

test('reliability 19: a process that was killed is told as that', async () => {
  const { done, ends } = launch(served("if (folder === '/jobs/b') process.kill(process.pid, 'SIGKILL');"));
  await done;
  expect(ends.map(({ killed }) => killed)).toEqual([undefined, true, undefined]);
  expect(ends[1]?.trouble).toBe('The process was killed by SIGKILL.');
});

test('a log in which nothing was said does not stay', async () => {
  const { done, scratch } = launch(served(''));
  await done;
  expect(readdirSync(scratch)).toEqual([]);
});

test('what a process prints besides folders does not matter', async () => {
  const { done, ends } = launch(served("console.log('/jobs'); console.log('a line of its own');"));
  await done;
  expect(ends).toHaveLength(3);
});

test('a program that does not start is told at once', async () => {
  const { done, ends } = launch('', { serve: ['/nowhere/at-all'], parallel: 2 });
  await expect(done).rejects.toThrow('The process "/nowhere/at-all" does not start');
  expect(ends).toEqual([]);
});

test('nobody listens to the signal when all is over', async () => {
  const listeners = new Set<() => void>();
  let most = 0;
  const signal: StopSignal = {
    aborted: false,
    addEventListener: (_, listener) => {
      listeners.add(listener);
      most = Math.max(most, listeners.size);
    },
    removeEventListener: (_, listener) => void listeners.delete(listener),
  };
  await launch(served(''), { signal, parallel: 2 }).done;
  expect(most).toBe(2);
  expect(listeners.size).toBe(0);
});
