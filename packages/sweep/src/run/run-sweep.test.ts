import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobEnd, Launcher } from '@highorder/core';
import { describe, expect, test, vi } from 'vitest';
import { launcherHere, smallSweep } from '../testing/small-sweep.ts';
import { takeLock } from '@highorder/files';
import { sweepStatus } from './run-sweep.ts';

vi.setConfig({ testTimeout: 60_000 });

const text = (...path: readonly string[]) => readFileSync(join(...path), 'utf8');

/** The first update makes every parameter too large for a finite loss. */
const exploding = 'training.optimizer.learningRate=1e38';

test('runs every problem, method and seed, and leaves results of all', async () => {
  const { folder, plan, run } = await smallSweep();
  const { status, launched } = await run(await plan());
  expect(status.counts).toEqual({ total: 4, queued: 0, running: 0, done: 4, failed: 0 });
  expect(launched).toHaveLength(4);
  expect(status.outcomes.map(({ method, seed, steps }) => [method, seed, steps])).toEqual([
    ['narrow', 0, 1],
    ['narrow', 0, 2],
    ['narrow', 1, 1],
    ['narrow', 1, 2],
    ['wide', 0, 1],
    ['wide', 0, 2],
    ['wide', 1, 1],
    ['wide', 1, 2],
  ]);
  const csv = text(folder, 'sweeps/small/results.csv').trim().split('\n');
  expect(csv).toHaveLength(9);
  const [first] = status.outcomes;
  expect(csv[1]?.startsWith(`rings,narrow,0,energy-distance,1,1,${first?.value},`)).toBe(true);
  expect(JSON.parse(text(folder, 'sweeps/small/results.json')).outcomes).toEqual(status.outcomes);
  expect(text(folder, 'sweeps/small/table.txt')).toBe(`${status.table.trimEnd()}\n`);
});

test('planning says how far it is, and lets signals have their turn', async () => {
  const { plan, planned } = await smallSweep();
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 0);
  await plan();
  clearInterval(ticking);
  expect(planned).toEqual(['0 of 2', '1 of 2']);
  expect(turns).toBeGreaterThan(0);
});

test('a job is never run twice: what is added is run, in whatever sweep', async () => {
  const { plan, run } = await smallSweep();
  await run(await plan('seeds=[1]', 'methods.0.name=thin'));
  const more = await run(await plan('seeds=0,1', 'name=other'));
  expect(more.launched).toHaveLength(2);
  expect(new Set(more.status.outcomes.map(({ method }) => method))).toEqual(new Set(['narrow', 'wide']));
  const again = await run(await plan('seeds=1,0'));
  expect(again.launched).toEqual([]);
  expect(again.status.counts.done).toBe(4);
});

test('a job that fails leaves its log, the others go on, and the table shows that it failed', async () => {
  const { folder, plan, run } = await smallSweep();
  const failing = await plan('+methods.1.training={optimizer: {learningRate: 1e38}}');
  const { status } = await run(failing);
  expect(status.counts).toMatchObject({ done: 2, failed: 2 });
  const [failed] = status.failed;
  expect(failed?.message).toMatch(/not finite|NaN|infinite/i);
  expect(text(failed?.log ?? '')).toMatch(/Failed: .*\n/);
  expect(status.table).toContain('2 of 2 runs of wide gave no finite value');
  expect(text(folder, 'sweeps/small/results.csv')).toContain('rings,wide,0,energy-distance,1,1,NaN,NaN,0');

  const again = await run(failing);
  expect(again.launched).toEqual([]);
  const retried = await run(failing, { retryFailed: true });
  expect(retried.launched).toEqual(status.failed.map(({ job }) => job.hash));
});

test('with fail-fast nothing begins after the first failure', async () => {
  const { plan, run } = await smallSweep();
  const { status } = await run(await plan(exploding), { failFast: true });
  expect(status.counts).toMatchObject({ failed: 1, queued: 3 });
});

/** A launcher that tells the same of every job and runs none. */
function tells(end: Omit<JobEnd, 'job'>, launched: string[] = []): Launcher {
  return {
    parallel: 1,
    async launch({ jobs, signal, onEnd }) {
      for (const job of jobs) {
        if (signal.aborted) return;
        launched.push(job.name);
        onEnd({ job, ...end });
      }
    },
  };
}

test('a process that dies without a word makes its job fail, and no other', async () => {
  const { plan, run } = await smallSweep();
  const planned = await plan();
  const launched: string[] = [];
  const trouble = 'The process ended by itself, with status 7.';
  const { status } = await run(planned, { launcher: tells({ trouble, status: 7 }, launched) });
  expect(status.failed.map(({ message }) => message)).toEqual([trouble, trouble, trouble, trouble]);
  expect(launched).toHaveLength(4);
  const retried = await run(planned, { retryFailed: true });
  expect(retried.status.counts.done).toBe(4);
});

describe('reliability 19: a job whose process was killed', () => {
  const trouble = 'The process was killed by SIGKILL.';

  test('is tried once more, and then failed for that reason', async () => {
    const { plan, run } = await smallSweep();
    const [launched, notes]: string[][] = [[], []];
    const { status } = await run(await plan('seeds=[0]'), {
      launcher: tells({ trouble, killed: true }, launched),
      onNote: (text) => notes?.push(text),
    });
    expect(launched).toHaveLength(4);
    expect(status.failed.map(({ message }) => message)).toEqual([trouble, trouble]);
    expect(notes?.[0]).toMatch(
      /jobs\/\w+: The process was killed by SIGKILL\.\n {2}The job is tried once more/,
    );
    expect(notes).toHaveLength(2);
  });

  test('is done, if it was killed once', async () => {
    const { plan, run, runner } = await smallSweep();
    const jobs: string[] = [];
    const here = launcherHere(runner, jobs);
    let kills = 1;
    const { status } = await run(await plan(), {
      launcher: {
        parallel: 1,
        async launch(request) {
          const [job] = request.jobs;
          if (kills > 0 && job !== undefined) {
            kills--;
            request.onEnd({ job, trouble, killed: true });
            await here.launch({ ...request, jobs: request.jobs.slice(1) });
          } else await here.launch(request);
        },
      },
    });
    expect(status.counts).toMatchObject({ done: 4, failed: 0 });
    expect(new Set(jobs).size).toBe(jobs.length);
  });

  test('has not failed where another process has taken it over meanwhile', async () => {
    const { folder, plan, run } = await smallSweep();
    const planned = await plan('seeds=[0]');
    const [first, second] = planned.plan?.jobs ?? [];
    const { status } = await run(planned, {
      failFast: true,
      launcher: {
        parallel: 1,
        async launch({ jobs, onEnd }) {
          const lock = takeLock(join(folder, 'jobs', first?.hash ?? ''));
          for (const job of jobs) onEnd({ job, trouble, status: 7 });
          lock?.release();
        },
      },
    });
    expect(status.failed.map(({ job }) => job.hash)).toEqual([second?.hash]);
  });
});

describe('README "Writing fails": a full disk', () => {
  const trouble = 'The process ended by itself, with status 75, after it had said:\nthe disk is full.';

  test('stops the sweep in one sentence, no job has failed, and the same command goes on', async () => {
    const { folder, plan, run } = await smallSweep();
    const planned = await plan();
    const launched: string[] = [];
    await expect(run(planned, { launcher: tells({ trouble, status: 75 }, launched) })).rejects.toThrow(
      /jobs\/\w+: The sweep stopped, because this job could not go on\. .*the disk is full\.\n.*run the same command again/s,
    );
    expect(launched).toHaveLength(1);
    const status = await sweepStatus(planned, { store: join(folder, 'jobs') });
    expect(status.counts).toMatchObject({ queued: 4, failed: 0 });
    expect((await run(planned)).status.counts.done).toBe(4);
  });

  test('that comes when results are written leaves the table to be told', async () => {
    const { folder, plan, run } = await smallSweep();
    const planned = await plan('seeds=[0]');
    // A file stands where the folder of results should be.
    mkdirSync(join(folder, 'sweeps/small'), { recursive: true });
    mkdirSync(join(folder, 'sweeps/small/results.csv'));
    const { status } = await run(planned);
    expect(status.counts.done).toBe(2);
    expect(status.table).toContain('energy-distance');
    expect(status.unwritten?.message).toMatch(/results\.csv: Cannot write this file: it is a folder\./);
  });
});

test('a launcher that does nothing is not asked for ever', async () => {
  const { plan, run } = await smallSweep();
  let launches = 0;
  const { status } = await run(await plan('seeds=[0]'), {
    launcher: {
      parallel: 1,
      async launch() {
        launches++;
      },
    },
  });
  expect(launches).toBe(3);
  expect(status.counts.failed).toBe(2);
});

test('a job on which another process works is waited for', async () => {
  const { folder, plan, run } = await smallSweep();
  const planned = await plan('seeds=[0]');
  await run(planned);
  const [first] = planned.plan?.jobs ?? [];
  const path = join(folder, 'jobs', first?.hash ?? '');
  const result = text(path, 'result.json');
  rmSync(join(path, 'result.json'));
  const lock = takeLock(path);
  expect((await sweepStatus(planned, { store: join(folder, 'jobs') })).counts).toMatchObject({
    running: 1,
    done: 1,
  });
  setTimeout(() => {
    writeFileSync(join(path, 'result.json'), result);
    lock?.release();
  }, 700);
  const { status, launched } = await run(planned);
  expect(launched).toEqual([]);
  expect(status.counts.done).toBe(2);
});

test('two sweeps of one name at once run each job once and end in the same table', async () => {
  const { folder, plan, run } = await smallSweep();
  const [one, other] = await Promise.all([run(await plan()), run(await plan())]);
  expect([one, other].map(({ status }) => status.counts.done)).toEqual([4, 4]);
  expect(one.status.table).toBe(other.status.table);
  const jobs = readdirSync(join(folder, 'jobs'));
  const begins = jobs.map((job) => text(folder, 'jobs', job, 'log.txt').split(' begins.').length - 1);
  expect(begins).toEqual([1, 1, 1, 1]);
});

test('the status of a sweep touches nothing', async () => {
  const { folder, plan } = await smallSweep();
  expect((await sweepStatus(await plan(), { store: join(folder, 'jobs') })).counts).toMatchObject({
    total: 4,
    queued: 4,
  });
  expect(readdirSync(folder)).toEqual(['small.yaml']);
  expect(existsSync(join(folder, 'jobs'))).toBe(false);
});

test('several values of an option make other methods', async () => {
  const { plan, run } = await smallSweep();
  const { status } = await run(await plan('seeds=[0]', 'training.batch=8,16'));
  expect([...new Set(status.outcomes.map(({ method }) => method))]).toEqual([
    'narrow batch=8',
    'narrow batch=16',
    'wide batch=8',
    'wide batch=16',
  ]);
});
