import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockState, takeLock } from './lock.ts';
import { thisOwner } from './owner.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A process that does nothing for long. */
function sleeper(): ChildProcess {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const ownerOf = (pid: number | undefined, change: object = {}) =>
  JSON.stringify({ ...thisOwner(), pid, began: null, ...change });

test('one process at a time holds a lock, and another one may after it', () => {
  const folder = temporaryFolder();
  const lock = takeLock(folder);
  expect(lockState(folder)).toMatchObject({ owner: thisOwner(), held: true });
  expect(takeLock(folder)).toBeUndefined();
  lock?.release();
  expect(lockState(folder)).toBeUndefined();
  expect(takeLock(folder)).toBeDefined();
});

test('the lock of a process that was killed is free at once', async () => {
  const folder = temporaryFolder();
  const child = sleeper();
  writeFileSync(join(folder, 'lock.3'), ownerOf(child.pid));
  expect(lockState(folder)?.held).toBe(true);
  expect(takeLock(folder)).toBeUndefined();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(lockState(folder)?.held).toBe(false);
  expect(takeLock(folder)).toBeDefined();
  expect(readdirSync(folder)).toEqual(['lock.4']);
});

test.skipIf(process.platform !== 'linux')('a number that another process has by now holds nothing', () => {
  const folder = temporaryFolder();
  const child = sleeper();
  writeFileSync(join(folder, 'lock.1'), ownerOf(child.pid, { began: 'an earlier start/1' }));
  expect(lockState(folder)?.held).toBe(false);
});

test('a holder on another machine is given up when it has long shown no sign of life', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'lock.1');
  writeFileSync(file, ownerOf(1, { host: 'another-machine' }));
  expect(lockState(folder)?.held).toBe(true);
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(file, longAgo, longAgo);
  expect(lockState(folder)?.held).toBe(false);
});

test('reliability 13: a number of another PID namespace is not looked up in this one', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'lock.1');
  // No process here has this number; in the container of the owner one may.
  writeFileSync(file, ownerOf(2 ** 22 + 1, { namespace: 'pid:[1]' }));
  expect(lockState(folder)?.held).toBe(true);
  expect(takeLock(folder)).toBeUndefined();
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(file, longAgo, longAgo);
  expect(takeLock(folder)).toBeDefined();
});

test('a lock of an older version, which does not know of namespaces, is read', () => {
  const folder = temporaryFolder();
  const { host, pid, began } = thisOwner();
  writeFileSync(join(folder, 'lock.1'), JSON.stringify({ host, pid, began }));
  expect(lockState(folder)?.held).toBe(true);
});

test.each(['garbage', '{"host": "here"', '{"host": 1}', '\0\0\0\0'])(
  "reliability 8: a damaged lock, %j, is nobody's, and who takes it is told",
  (text) => {
    const folder = temporaryFolder();
    const file = join(folder, 'lock.7');
    writeFileSync(file, text);
    expect(lockState(folder)).toEqual({ owner: undefined, held: false, since: undefined });
    expect(takeLock(folder)?.damaged).toBe(file);
    expect(readdirSync(folder)).toEqual(['lock.8']);
  },
);

test('a lock that cannot be taken says why', () => {
  const folder = join(temporaryFolder(), 'absent');
  expect(() => takeLock(folder)).toThrow(
    /absent: Cannot lock this folder: there is no such file or folder\./,
  );
});

test('the release of a lock whose folder is gone is no error', () => {
  const folder = temporaryFolder();
  const inner = join(folder, 'run');
  mkdirSync(inner);
  const lock = takeLock(inner);
  rmSync(inner, { recursive: true });
  lock?.release();
  expect(readdirSync(folder)).toEqual([]);
});

test('of many processes that find a dead holder, one gets the lock', { timeout: 30_000 }, async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock.1'), ownerOf(2 ** 22 + 1));
  const program = `
    import { takeLock } from ${JSON.stringify(import.meta.resolve('./lock.ts'))};
    const lock = takeLock(${JSON.stringify(folder)});
    process.stdout.write(lock === undefined ? 'no' : 'yes');
    process.stdin.resume();
  `;
  const words = [
    '--conditions=@highorder/source',
    '--import',
    'tsx',
    '--input-type=module',
    '--eval',
    program,
  ];
  const children = Array.from({ length: 6 }, () => {
    const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  });
  const answers = await Promise.all(
    children.map(async ({ stdout }) => String(((await once(stdout, 'data')) as readonly unknown[])[0])),
  );
  for (const child of children) child.stdin.end();
  expect(answers.filter((answer) => answer === 'yes')).toHaveLength(1);
});
