import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobEnd, Launcher, LaunchJob, LaunchRequest } from '@highorder/core';

/**
 * The command of the example's jobs, in JavaScript. A job's folder says what it does: `milliseconds` to take, and `end`, which may be
 * `done`, `failed` or `killed`. It notes when it began and ended, where it ran and what it was given, and goes on
 * from `left` where SIGTERM ended it.
 */
const PROGRAM = `
import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function work(folder) {
  const { milliseconds, end } = JSON.parse(readFileSync(join(folder, 'job.json'), 'utf8'));
  const began = Date.now();
  writeFileSync(join(folder, 'began'), String(began));
  const leave = () => { writeFileSync(join(folder, 'left'), ''); process.exit(130); };
  process.on('SIGTERM', leave);
  await wait(milliseconds);
  process.off('SIGTERM', leave);
  if (end === 'killed') process.kill(process.pid, 'SIGKILL');
  const facts = { began, ended: Date.now(), directory: process.cwd(), setting: process.env.HIGHORDER_EXAMPLE };
  const runs = existsSync(join(folder, 'ran')) ? JSON.parse(readFileSync(join(folder, 'ran'), 'utf8')) : [];
  writeFileSync(join(folder, 'ran'), JSON.stringify([...runs, facts]));
  return end === 'failed' ? 1 : 0;
}

const [first, ...more] = process.argv.slice(2);
if (first === '--serve') {
  for await (const folder of createInterface({ input: process.stdin })) {
    await work(folder);
    process.stdout.write(folder + '\\n');
  }
} else process.exitCode = Math.max(...(await Promise.all([first, ...more].map(work))));
`;

/** What a job of the example does. */
export interface ExampleJob {
  readonly milliseconds: number;
  readonly end: 'done' | 'failed' | 'killed';
}

/** What a job of the example notes of one of its runs. Times in milliseconds since 1970. */
export interface ExampleRun {
  readonly began: number;
  readonly ended: number;
  readonly directory: string;
  readonly setting?: string;
}

/** A launch of the example's jobs. */
export interface ExampleLaunch {
  readonly jobs: readonly LaunchJob[];
  readonly ends: readonly JobEnd[];
  readonly notes: readonly string[];
  readonly directory: string;
  /** Runs the jobs to their end, or until the signal. */
  run(launcher: Launcher, change?: Partial<Pick<LaunchRequest, 'parallel' | 'signal'>>): Promise<void>;
  /** What a job noted, run by run. */
  runsOf(job: LaunchJob): readonly ExampleRun[];
  /** Whether a job has begun, ever. */
  hasBegun(job: LaunchJob): boolean;
  /** Removes all files. */
  remove(): void;
}

/** Jobs that sleep, in folders under `place`, which all machines of the launcher must see. */
export function exampleLaunch(place: string, jobs: readonly ExampleJob[]): ExampleLaunch {
  mkdirSync(place, { recursive: true });
  const directory = mkdtempSync(join(place, 'launch of jobs-'));
  const program = join(directory, 'program.mjs');
  writeFileSync(program, PROGRAM);
  const scratch = join(directory, 'scratch');
  mkdirSync(scratch);
  const made = jobs.map((job, index) => makeJob(directory, [process.execPath, program], job, index));
  const ends: JobEnd[] = [];
  const notes: string[] = [];
  return {
    jobs: made,
    ends,
    notes,
    directory,
    run: (launcher, change = {}) =>
      launcher.launch({
        jobs: made,
        parallel: 1,
        serve: [process.execPath, program, '--serve'],
        directory,
        scratch,
        signal: new AbortController().signal,
        onEnd: (end) => ends.push(end),
        onNote: (text) => notes.push(text),
        ...change,
      }),
    runsOf: ({ folder }) => readRuns(join(folder, 'ran')),
    hasBegun: ({ folder }) => existsSync(join(folder, 'began')),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function makeJob(directory: string, command: readonly string[], job: ExampleJob, index: number): LaunchJob {
  const folder = join(directory, `job ${index}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
  return { name: `job-${index}`, folder, command: [...command, folder] };
}

function readRuns(file: string): readonly ExampleRun[] {
  if (!existsSync(file)) return [];
  const runs: readonly ExampleRun[] = JSON.parse(readFileSync(file, 'utf8'));
  return runs;
}
