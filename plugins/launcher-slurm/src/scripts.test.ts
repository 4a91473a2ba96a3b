import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchRequest } from '@highorder/core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sbatchWords } from './arguments.ts';
import slurm from './slurm.ts';
import { readEnd, writeTaskFiles } from './task-files.ts';
import { arrayScript, quoted } from './task-script.ts';
import { troubleOfEnd } from './trouble.ts';

/** What the launcher writes for Slurm, run by bash alone: no test here needs a Slurm. */
const bash = (script: string, words: readonly string[] = [], env: NodeJS.ProcessEnv = process.env) =>
  execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8', env });

const optionsOf = (options: Parameters<typeof slurm.options.parse>[0] = {}) => slurm.options.parse(options);

function temporaryFolder(named = 'plain'): string {
  const folder = mkdtempSync(join(tmpdir(), `highorder ${named} `));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Reads folders of jobs, does nothing with them, and answers; leaves at a job called `die`. */
const server = ['bash', '-c', 'while read -r job; do [ "${job##*/}" = die ] && exit 7; echo "$job"; done'];

function requestOf(directory: string, names: readonly string[]): LaunchRequest {
  return {
    jobs: names.map((name) => ({ name, folder: join(directory, name), command: ['false'] })),
    parallel: 3,
    serve: server,
    directory,
    scratch: directory,
    signal: new AbortController().signal,
    onEnd: () => undefined,
    onNote: () => undefined,
  };
}

describe('extend, quoting', () => {
  test.each([
    `it's`,
    `''`,
    '',
    '$HOME `date` $(date) "x"',
    'a\nb\tc',
    '*?[a]{b,c}~!#&|;<>()',
    'back\\slash\\',
    "'; exit 3; '",
  ])('bash reads %j as one word, without meaning', (word) => {
    expect(bash(`printf '%s|' ${quoted(word)} "$#"`)).toBe(`${word}|0|`);
  });
});

describe('extend, numbering', () => {
  test('tasks hold the jobs in order, and the array counts the tasks from 0', () => {
    const directory = temporaryFolder();
    const request = requestOf(directory, ['a', 'b', 'c', 'd', 'e']);
    const options = optionsOf({ jobsPerTask: 2 });
    const files = writeTaskFiles(options, request);
    expect(files.tasks.map((task) => task.map(({ name }) => name))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    const scripts = readdirSync(files.folder).filter((name) => name.startsWith('task-'));
    expect(scripts.toSorted()).toEqual(['task-0.sh', 'task-1.sh', 'task-2.sh']);
    expect(sbatchWords(options, request, files)).toContain('--array=0-2%3');
  });

  test.each([0, 1, 12])('the script of the array runs the task of its number: %i', (task) => {
    const folder = temporaryFolder(`it's "$HOME"`);
    for (const each of [0, 1, 2, 12]) writeFileSync(join(folder, `task-${each}.sh`), `echo task ${each}\n`);
    const env = { ...process.env, SLURM_ARRAY_TASK_ID: String(task) };
    expect(bash(arrayScript(folder), [], env)).toBe(`task ${task}\n`);
  });
});

describe('extend, words of sbatch', () => {
  const files = { folder: '/f', tasks: [[], []], script: '/f/array.sh', logPattern: '/f/task-%a.log' };
  const place = { directory: '/with, comma', parallel: 2 };

  test('each is one argument, commas and blanks included; the script comes last', () => {
    const options = optionsOf({
      partition: 'short,long',
      time: '1-00:30:00',
      memory: '2G',
      cpusPerTask: 4,
      arguments: ['--exclude=node[1,3]', '--comment=a, b'],
    });
    expect(sbatchWords(options, place, files)).toEqual([
      '--parsable',
      '--job-name=highorder',
      '--array=0-1%2',
      '--ntasks=1',
      '--cpus-per-task=4',
      '--partition=short,long',
      '--time=1-00:30:00',
      '--mem=2G',
      '--chdir=/with, comma',
      '--output=/f/task-%a.log',
      '--no-requeue',
      '--export=ALL',
      '--exclude=node[1,3]',
      '--comment=a, b',
      '/f/array.sh',
    ]);
  });

  test('what is not said is left to the cluster', () => {
    const words = sbatchWords(optionsOf(), place, files).map((word) => word.split('=')[0]);
    for (const name of ['--partition', '--time', '--mem']) expect(words).not.toContain(name);
  });
});

describe('the script of a task', () => {
  test('serves its jobs in order by one process, and by a new one where it dies', { timeout: 30_000 }, () => {
    const directory = temporaryFolder(`it's, "$HOME"`);
    mkdirSync(join(directory, 'here'));
    const request = requestOf(join(directory), [`it's $1; "x"`, 'die', 'last']);
    const prepare = ['prepared="a, b"', 'export prepared', 'printf "%s\\n" "$prepared" >here/prepared'];
    const files = writeTaskFiles(optionsOf({ jobsPerTask: 5, prepare }), request);
    bash('exec /bin/bash "$1"', [join(files.folder, 'task-0.sh')]);
    const ends = request.jobs.map((job) => readEnd(files, job));
    expect(ends.map((end) => end?.status)).toEqual([undefined, 7, undefined]);
    expect(ends.map((end) => (end === undefined ? 'none' : troubleOfEnd(end)))).toEqual([
      undefined,
      'The process ended by itself, with status 7.',
      undefined,
    ]);
    // The log of a process is called after its first job: the third is served by another one than the first two.
    expect(ends.map((end) => end?.log.split('/').at(-1))).toEqual([
      `it's $1; "x".log`,
      `it's $1; "x".log`,
      'last.log',
    ]);
    expect(readFileSync(join(directory, 'here/prepared'), 'utf8')).toBe('a, b\n');
  });
});

test('of a long log the last twelve lines are told', () => {
  const log = join(temporaryFolder(), 'job.log');
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
  writeFileSync(log, `${lines.join('\n')}\n`);
  expect(troubleOfEnd({ status: 1, log })).toBe(
    `The process ended by itself, with status 1, after it had said:\n${lines.slice(18).join('\n')}\nAll of it is in ${log}.`,
  );
});
