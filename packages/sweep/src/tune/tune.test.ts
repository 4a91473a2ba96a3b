import { expect, test, vi } from 'vitest';
import { smallSweep } from '../testing/small-sweep.ts';
import { sweepStatus } from '../run/run-sweep.ts';
import type { JobState, ResultRow } from '../store/job-records.ts';
import { chooseOptions } from './choose-options.ts';
import type { TuningPlan } from './plan-tuning.ts';
import { join } from 'node:path';

vi.setConfig({ testTimeout: 60_000 });

const other =
  'problems: [{ name: other, data: { source: { use: gaussian, mean: [0, 0], variance: 1 }, ' +
  'target: { use: gaussian-ring, modes: 5, radius: 3, variance: 0.1 } } }]';
const tune = (change = '') =>
  `tune={${other}, seeds: [7], metric: energy-distance, steps: 2, ` +
  `grid: [{ option: training.optimizer.learningRate, choice: [1.0e-5, 0.05] }]${change}}`;

test('chooses options for each method on other problems and seeds, then runs the table with them', async () => {
  const small = await smallSweep();
  // Long enough for a learning rate to matter: at 1e-5 nothing is learnt.
  const prepared = await small.plan(tune(), 'seeds=0,1', 'training.steps=150', 'training.batch=64');
  expect(prepared.tuning?.jobs).toHaveLength(4);
  const places = { store: join(small.folder, 'jobs') };
  expect(await sweepStatus(prepared, places)).toMatchObject({
    phase: 'tuning',
    counts: { total: 4, queued: 4 },
  });

  const { status, launched } = await small.run(prepared);
  expect(launched).toHaveLength(4 + 4);
  expect(status.phase).toBe('table');
  expect(status.plan?.choices.map(({ method, label }) => [method, label])).toEqual([
    ['narrow', 'learningRate=0.05'],
    ['wide', 'learningRate=0.05'],
  ]);
  expect(status.outcomes.map(({ seed }) => seed)).not.toContain(7);
  expect(status.table).toMatch(
    /Tuned: every method on the same grid, on other .*\n {2}narrow: learningRate=0\.05\n/,
  );
  expect(status.table).toMatch(/ {4}learningRate=0\.00001: [\d.]+\n/);
  expect((await sweepStatus(prepared, places)).table).toBe(status.table);
});

test('what the table uses may not be tuned on', async () => {
  const small = await smallSweep();
  await expect(small.plan(tune(), 'seeds=[6,7]')).rejects.toThrow(
    /tune\.seeds: the table has the seed 7 too/,
  );
  const same = tune().replace('modes: 5, radius: 3', 'modes: 3, radius: 4');
  await expect(small.plan(same)).rejects.toThrow(/tune\.problems\.0: the table has the problem other too/);
});

const row = (value: number): ResultRow => ({
  ...{ metric: 'w2', steps: 1, evaluations: 1, value, floor: 0, floorDeviation: 0, samples: 1 },
});

/** Trials of one method: for each point of the grid and each problem the values of its seeds. */
function choose(values: readonly (readonly (readonly (number | 'failed')[])[])[]) {
  const states = new Map<string, JobState>();
  const trials = values.map((problems, point) => ({
    options: [],
    label: String(point),
    problems: problems.map((seeds, problem) =>
      seeds.map((value, seed) => {
        const hash = `${point}/${problem}/${seed}`;
        const result = { parameters: 1, trainingSteps: 1, skipped: [] };
        states.set(
          hash,
          value === 'failed'
            ? { state: 'failed', message: '' }
            : { state: 'done', result: { ...result, rows: [row(value)] } },
        );
        return { hash };
      }),
    ),
  }));
  const plan = { settings: { metric: 'w2', steps: 1 }, methods: [{ method: 'm', trials }] };
  return chooseOptions(plan as unknown as TuningPlan, (hash) => states.get(hash))[0];
}

test('the smallest mean wins, and problems with large values weigh no more than others', () => {
  expect(choose([[[2, 4]], [[1, 3]], [[5, 5]]])?.label).toBe('1');
  // On the first problem point 0 is a third better, on the second, a thousand times larger, a tenth worse.
  expect(
    choose([
      [[2], [1100]],
      [[3], [1000]],
    ])?.label,
  ).toBe('0');
});

test('of equal points the first wins, and one with a failed run never does', () => {
  expect(choose([[[2]], [[2]]])?.label).toBe('0');
  expect(choose([[[1, 'failed']], [[9, 9]]])?.label).toBe('1');
  expect(choose([[['failed']], [['failed']]])).toMatchObject({ label: 'its own options', options: [] });
});
