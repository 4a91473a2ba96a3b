import type { BoardJob, JobBoard } from '@highorder/sweep';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { liveLines } from './live-lines.ts';
import { plainLines, timeLeft } from './sweep-progress.ts';
import { bestText } from './sweep-text.ts';

const row = (value: number) => ({
  ...{ metric: 'w2', steps: 1, evaluations: 1, value, floor: 0, floorDeviation: 0, samples: 1 },
});

function job(method: string, seed: number, state: BoardJob['state']): BoardJob {
  const point = { problem: 'circle', method, seed, problemIndex: 0, methodIndex: 0, changes: [] };
  const folder = { path: '', config: '', job: '', result: '', failure: '', log: '' };
  return { planned: { hash: `${method}/${seed}`, code: '', point, config: () => '' }, folder, state };
}

const done = (value: number): BoardJob['state'] => ({
  state: 'done',
  result: { parameters: 1, trainingSteps: 1, skipped: [], rows: [row(value)] },
});
const queued: BoardJob['state'] = { state: 'queued' };
const failed: BoardJob['state'] = { state: 'failed', message: 'It was hot.' };

function board(jobs: readonly BoardJob[]): JobBoard {
  const count = (wanted: string) => jobs.filter(({ state }) => state.state === wanted).length;
  return {
    jobs: () => jobs,
    counts: () => ({
      total: jobs.length,
      queued: count('queued'),
      running: count('running'),
      done: count('done'),
      failed: count('failed'),
    }),
    stateOf: () => undefined,
    refresh: () => undefined,
  };
}

describe('progress of a sweep', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('in plain lines: how it begins, each job that ends, and silence', () => {
    const lines: string[] = [];
    const progress = plainLines(
      () => '3 s',
      (text) => lines.push(text),
    );
    progress.show(board([job('a', 0, done(1)), job('a', 1, queued), job('b', 0, queued)]));
    progress.show(board([job('a', 0, done(1)), job('a', 1, done(0.25)), job('b', 0, failed)]));
    vi.advanceTimersByTime(11_000);
    progress.end();
    vi.advanceTimersByTime(60_000);
    expect(lines).toEqual([
      '1 of 3 done, 2 queued, about 3 s left',
      'done 3 of 3: circle, a, seed 1 (w2 at 1: 0.250), about 3 s left',
      'failed 3 of 3: circle, b, seed 0, about 3 s left',
      '2 of 3 done, 1 failed, about 3 s left',
    ]);
  });

  test('time left goes by the jobs that this process saw end', () => {
    let now = 0;
    const left = timeLeft(1, () => now);
    const jobs = [job('a', 0, done(1)), job('a', 1, queued), job('a', 2, queued), job('a', 3, queued)];
    expect(left(board(jobs))).toBeUndefined();
    now = 15_000;
    // One and a half jobs in 15 s: ten a job, of which one and a half are left.
    expect(left(board([...jobs.slice(0, 1), job('a', 1, done(1)), ...jobs.slice(2)]))).toBe('15 s');
    expect(left(board(jobs.map((each) => ({ ...each, state: done(1) }))))).toBeUndefined();
  });
});

test('the best method is that of the smallest mean', () => {
  expect(bestText([job('a', 0, queued)])).toBeUndefined();
  expect(
    bestText([job('a', 0, done(1)), job('a', 1, done(5)), job('b', 0, done(2)), job('c', 0, failed)]),
  ).toBe('best so far in w2 at 1 step: circle: b 2.00');
});

test('live lines are drawn in place, cut to the width, and make room for lines that stay', () => {
  let written = '';
  const stream = { columns: 24, write: (text: string) => Boolean((written += text)) };
  const live = liveLines(stream as Parameters<typeof liveLines>[0]);
  live.show(['one', 'a line of more than twenty-four']);
  expect(written).toBe('one\na line of more than tw…\n');
  live.show(['one', 'a line of more than twenty-four']);
  expect(written.split('one')).toHaveLength(2);
  written = '';
  live.say('stays');
  expect(written).toBe('\u001b[2A\r\u001b[Jstays\none\na line of more than tw…\n');
  written = '';
  live.clear();
  live.clear();
  expect(written).toBe('\u001b[2A\r\u001b[J');
});
