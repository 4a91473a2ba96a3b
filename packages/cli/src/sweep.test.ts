import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { randomStream } from '@highorder/core';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { run, temporaryFolder } from './testing/command.ts';

/** Four jobs, each long enough to be killed in, with checkpoints on the way. */
const SWEEP = `
problems:
  - name: rings
    data:
      source: { use: gaussian, mean: [0, 0], variance: 1 }
      target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
methods:
  - { name: narrow, heads: [{ use: mlp, order: 1, hidden: [8], sees: [x, t] }] }
  - { name: wide, heads: [{ use: mlp, order: 1, hidden: [16], sees: [x, t] }] }
experiment:
  losses: [{ use: matching, order: 1 }]
  engine: { use: eager, backend: cpu }
  training: { steps: 300, batch: 32, checkpoint: 20 }
  evaluation: { samples: 60, draws: 2 }
seeds: [0, 1]
metrics: [energy-distance]
steps: [1, 4]
`;

function sweepFolder(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'tiny.yaml'), SWEEP);
  return folder;
}

const tablesOf = (folder: string) =>
  ['table.txt', 'results.csv', 'results.json', 'jobs.json', 'sweep.yaml'].map((file) =>
    readFileSync(join(folder, 'runs/sweeps/tiny', file), 'utf8'),
  );

const binary = fileURLToPath(new URL('../bin/highorder.js', import.meta.url));

/** When a sweep is killed: so long after it began to launch jobs, or after one began to run. */
interface Moment {
  readonly after: 'launch' | 'begin of a job';
  readonly milliseconds: number;
}

/** Runs the sweep in a process group of its own and kills all of it at a moment, unless it ends before. */
async function runAndKill(folder: string, { after, milliseconds }: Moment): Promise<void> {
  const child = spawn(binary, ['sweep', 'tiny.yaml', '--jobs', '2'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const begins = begunJobs(folder);
  await Promise.race([ended, once(child.stderr, 'data')]);
  while (after === 'begin of a job' && child.exitCode === null && begunJobs(folder) === begins)
    await setTimeout(5);
  await Promise.race([ended, setTimeout(milliseconds)]);
  if (child.exitCode === null) process.kill(-Number(child.pid), 'SIGKILL');
  await ended;
}

/** The files of a name in the folders of all jobs. */
function filesOf(folder: string, name: string): readonly string[] {
  const jobs = join(folder, 'runs/jobs');
  if (!existsSync(jobs)) return [];
  return readdirSync(jobs)
    .map((job) => join(jobs, job, name))
    .filter((file) => existsSync(file));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Ends a process group, if a failed test has left any of it. */
function endAll(leader: number | undefined): void {
  try {
    process.kill(-Number(leader), 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

/** How often a process has begun with a job. */
function begunJobs(folder: string): number {
  const jobs = join(folder, 'runs/jobs');
  if (!existsSync(jobs)) return 0;
  const logs = readdirSync(jobs).map((job) => join(jobs, job, 'log.txt'));
  const texts = logs.filter((log) => existsSync(log)).map((log) => readFileSync(log, 'utf8'));
  return texts.join('').split(' begins.').length - 1;
}

describe('sweep', { timeout: 600_000 }, () => {
  test('killed with all its processes at ten random moments, it ends in the same bytes', async () => {
    const whole = sweepFolder();
    expect((await run(['sweep', 'tiny.yaml', '--jobs', '2'], whole)).status).toBe(0);
    expect(begunJobs(whole)).toBe(4);

    const killed = sweepFolder();
    const random = randomStream({ seed: 6, purpose: 'moments' });
    for (let kill = 0; kill < 10; kill++) {
      const after = kill % 2 === 0 ? 'begin of a job' : 'launch';
      await runAndKill(killed, { after, milliseconds: kill === 0 ? 0 : random.uniform() * 2500 });
    }
    const end = await run(['sweep', 'tiny.yaml', '--jobs', '2'], killed);
    expect(end.status).toBe(0);
    // At least one job was killed while it ran, and taken up again.
    expect(begunJobs(killed)).toBeGreaterThan(4);
    expect(tablesOf(killed)).toEqual(tablesOf(whole));
    expect(end.out).toContain('verdict');
  });

  test('README "SIGKILL of a sweep": its workers save what is done and leave', async () => {
    const folder = sweepFolder();
    const words = [
      'sweep',
      'tiny.yaml',
      'training.steps=1000000',
      'training.checkpoint=1000000',
      '--jobs',
      '2',
    ];
    const child = spawn(binary, words, { cwd: folder, detached: true, stdio: 'ignore' });
    onTestFinished(() => endAll(child.pid));
    const steps = () => filesOf(folder, 'metrics.jsonl').filter((file) => readFileSync(file).length > 0);
    await vi.waitFor(() => expect(steps()).toHaveLength(2), 120_000);
    const workers = filesOf(folder, 'lock.1').map((file) =>
      Number(JSON.parse(readFileSync(file, 'utf8')).pid),
    );
    expect(new Set(workers).size).toBe(2);
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(workers.filter(isRunning)).toEqual([]), 60_000);
    expect(filesOf(folder, 'checkpoints').flatMap((each) => readdirSync(each))).toHaveLength(2);
    expect(filesOf(folder, 'failure.json')).toEqual([]);
    // Free locks: the next command does not wait for anybody.
    expect(filesOf(folder, 'lock.1').map((file) => readFileSync(file, 'utf8'))).toEqual(['', '']);
  });

  test('README "sweeps x/cmp.yaml and y/cmp.yaml": the second is refused, and the fix works', async () => {
    const folder = sweepFolder();
    for (const place of ['x', 'y']) {
      mkdirSync(join(folder, place));
      writeFileSync(join(folder, place, 'cmp.yaml'), SWEEP);
    }
    const short = ['training.steps=2', 'seeds=[0]', '--quiet'];
    expect((await run(['sweep', 'x/cmp.yaml', ...short], folder)).status).toBe(0);
    const refused = await run(['sweep', 'y/cmp.yaml', ...short], folder);
    expect(refused.status).toBe(2);
    expect(refused.err).toMatch(/holds the results of x\/cmp\.yaml, and y\/cmp\.yaml has the same name\./);
    const [, name = ''] = /Add (name=\S+) to this command/.exec(refused.err) ?? [];
    expect((await run(['sweep', 'y/cmp.yaml', name, ...short], folder)).status).toBe(0);
    expect(readdirSync(join(folder, 'runs/sweeps'))).toEqual(['cmp', 'cmp-2']);

    const one = await run(['train', 'x/cmp.yaml'], folder);
    expect(one.err).toMatch(/1 mistake in the configuration\.[^]*this is a sweep/);
    expect(one.err).toContain('Run all of them: highorder sweep x/cmp.yaml');
  });

  test('tells JSON, its status, and mistakes with their places', async () => {
    const folder = sweepFolder();
    const words = ['sweep', 'tiny.yaml', 'training.steps=2', 'seed=4,5', '--json', '--quiet'];
    const { status, out, err } = await run(words, folder);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ counts: { total: 4, done: 4 }, baseline: 'narrow', failed: [] });

    const told = await run(['sweep', 'status', ...words.slice(1)], folder);
    expect(JSON.parse(told.out)).toMatchObject({ counts: { total: 4, done: 4 } });

    const plan = await run(['sweep', 'plan', ...words.slice(1, 4), '--share', '0.5'], folder);
    expect(plan.out).toMatch(
      /^Seeds, or samples an evaluation, that show a difference of 50 % .*\n\n.*[^]*rings +energy-distance +1 +wide/,
    );

    const wrong = await run(['sweep', 'tiny.yaml', 'methods.0.heads.0.hiden=[3]'], folder);
    expect(wrong.status).toBe(2);
    expect(wrong.err).toMatch(/hiden.*\n.*methods\.0\.heads\.0\.hiden/);
  });

  test('runs one experiment with several values, as Hydra does', async () => {
    const folder = sweepFolder();
    const [, experiment = ''] = /problems:\n {2}- name: rings\n([^]*)methods/.exec(SWEEP) ?? [];
    writeFileSync(
      join(folder, 'one.yaml'),
      `${experiment.replaceAll(/^ {4}/gm, '')}heads: [{ use: mlp, order: 1 }]\nlosses: [{ use: matching, order: 1 }]`,
    );
    const { status, out } = await run(
      [
        'sweep',
        'one.yaml',
        'training.batch=8,16',
        'training.steps=2',
        'evaluation.samples=40',
        '--json',
        '--quiet',
      ],
      folder,
    );
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ sweep: 'one', counts: { total: 2, done: 2 } });
  });

  test('says which of two methods is better on points of a CSV file, by the line of the README', async () => {
    const folder = temporaryFolder();
    const angles = Array.from({ length: 60 }, (_, index) => index / 3);
    writeFileSync(
      join(folder, 'mine.csv'),
      `x,y\n${angles.map((angle) => `${3 * Math.cos(angle)},${Math.sin(2 * angle)}\n`).join('')}`,
    );
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const [, line = ''] = /npx highorder (sweep sweeps\/my-points .*mine\.csv.*)/.exec(readme) ?? [];
    const short = ['seeds=range(2)', 'training.steps=3', 'training.batch=16', 'evaluation.samples=40'];
    const engine = 'engine={use: eager, backend: cpu}';
    const { status, out } = await run([...line.split(' '), ...short, engine, '--json', '--quiet'], folder);
    expect(status).toBe(0);
    const { comparison, counts } = JSON.parse(out);
    expect(counts).toMatchObject({ total: 4, done: 4 });
    expect(comparison.options.baseline).toBe('shortcut');
    // Four values of three metrics at three numbers of steps, on one problem.
    const verdicts = comparison.cells.flatMap(
      (cell: { readonly methods: readonly { readonly contrast?: { readonly verdict: string } }[] }) =>
        cell.methods.flatMap(({ contrast }) => contrast?.verdict ?? []),
    );
    expect(verdicts).toHaveLength(12);
    for (const verdict of verdicts) {
      expect(['better', 'worse', 'not decided']).toContain(verdict);
    }
  });

  test('a job can be run by hand, and only as what it is', async () => {
    const folder = sweepFolder();
    const nothing = await run(['job', 'runs'], folder);
    expect(nothing.status).toBe(2);
    expect(nothing.err).toContain('There is no job in this folder');
    expect((await run(['job'], folder)).err).toContain('a job needs a folder, or --serve alone.');
  });
});
