import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { smallSweep } from '../testing/small-sweep.ts';
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

test('a process that dies without a word makes its job fail, and no other', async () => {
  const { plan, run } = await smallSweep();
  const planned = await plan();
  const { status } = await run(planned, {
    launcher: {
      parallel: 1,
      async launch({ jobs, onEnd }) {
        for (const job of jobs) onEnd({ job, trouble: 'The process was killed by SIGKILL.' });
      },
    },
  });
  expect(status.failed.map(({ message }) => message)).toEqual(
    Array.from({ length: 4 }, () => 'The process was killed by SIGKILL.'),
  );
  const retried = await run(planned, { retryFailed: true });
  expect(retried.status.counts.done).toBe(4);
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
