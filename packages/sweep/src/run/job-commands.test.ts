import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { jobCommands } from './job-commands.ts';

/** Makes garbage, some of which stays for a while, and tells the processor time of all threads and of the first, in ticks of 10 ms. */
const BUSY = `
import { readdirSync, readFileSync } from 'node:fs';
const kept = [];
const until = performance.now() + 700;
for (let n = 0; performance.now() < until; n++) kept[n % 200_000] = { n, values: new Float64Array(4) };
const ticks = (thread) => {
  const [, , ...fields] = readFileSync('/proc/self/task/' + thread + '/stat', 'utf8').replace(/.*\\)/, 'x x').split(' ');
  return Number(fields[11]) + Number(fields[12]);
};
const all = readdirSync('/proc/self/task').map(ticks).reduce((sum, count) => sum + count, 0);
console.log(JSON.stringify({ all, first: ticks(process.pid), words: process.argv.slice(2) }));
`;

function busyScript(): string {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-commands-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const script = join(folder, 'busy.mjs');
  writeFileSync(script, BUSY);
  return script;
}

function told([program = '', ...words]: readonly string[]) {
  return JSON.parse(execFileSync(program, words, { encoding: 'utf8' }));
}

test.skipIf(!existsSync('/proc/self/task'))('a job computes in one thread', () => {
  const script = busyScript();
  const { run, serve } = jobCommands({ node: process.execPath, flags: ['--no-warnings'], script });
  const one = told(run('/jobs/a'));
  expect(one.words).toEqual(['job', '/jobs/a']);
  // A tick or two belong to the start of the process.
  expect(one.all - one.first).toBeLessThan(0.05 * one.first);
  expect(told(serve).words).toEqual(['job', '--serve']);

  // The same program by Node alone keeps other threads busy: the comparison sees them.
  const plain = told([process.execPath, script]);
  expect(plain.all - plain.first).toBeGreaterThan(0.05 * plain.first);
});

test('on Linux alone, the C library is asked for huge pages, unless the user has tuned it', () => {
  const program = { node: 'node', flags: [], script: 'highorder.js' };
  const start = ['env', 'GLIBC_TUNABLES=glibc.malloc.hugetlb=1', 'node'];
  expect(jobCommands(program, { platform: 'linux', env: {} }).run('/jobs/a').slice(0, 3)).toEqual(start);
  expect(jobCommands(program, { platform: 'darwin', env: {} }).serve.at(0)).toBe('node');
  const tuned = { GLIBC_TUNABLES: 'glibc.malloc.arena_max=2' };
  expect(jobCommands(program, { platform: 'linux', env: tuned }).serve.at(0)).toBe('node');
});
