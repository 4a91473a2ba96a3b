import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changedVerdicts } from '../changed-verdicts.ts';
import { storedFacts } from '../testing/stored.ts';
import { workspace } from '../workspace.ts';
import { writePage } from '../write-page.ts';
import { formatCsv, parseCsv } from './csv.ts';
import { importSweep } from './import-sweep.ts';
import { judge, readStored, type StoredRow, storedNames, writeStored } from './stored-table.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highorder-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = { problem: 'ring', metric: 'w2', steps: 1, evaluations: 1, floor: 0.2, floorDeviation: 0.05 };
const rowsOf = (method: string, values: readonly number[]): readonly StoredRow[] =>
  values.map((value, seed) => ({
    ...{ ...place, method, seed, value },
    ...{ draws: 4, samples: 400, higherIsBetter: false },
  }));

test('cells with commas and quotes come back as they were', () => {
  const [row] = parseCsv(
    formatCsv([
      ['a', 'b', 'c'],
      ['x, "y"', '', 'z'],
    ]),
  );
  expect([...(row ?? [])]).toEqual([
    ['a', 'x, "y"'],
    ['b', ''],
    ['c', 'z'],
  ]);
  expect(() => parseCsv('a,b\n1')).toThrow('Line 2: 1 cells, not 2.');
});

test('a table comes back as it was, to nine digits, failures and unknown floors too', () => {
  const rows = [
    ...rowsOf('shortcut', [1 / 3, 2 / 3]),
    ...rowsOf('a, b', [Number.NaN, 1]).map((row) => ({ ...row, floor: Number.NaN, higherIsBetter: true })),
  ];
  writeStored(folder, { facts: storedFacts, rows });
  expect(storedNames(folder)).toEqual(['paths']);
  const read = readStored(folder, 'paths');
  expect(read.facts).toEqual(storedFacts);
  expect(read.rows).toEqual([
    { ...rows[0], value: 0.333333333 },
    { ...rows[1], value: 0.666666667 },
    rows[2],
    rows[3],
  ]);
});

describe('a sweep of an earlier version', () => {
  const head = 'problem,method,seed,metric,steps,evaluations,value,floor,floorDeviation,job';
  const share = { metric: 'mode-coverage/share', steps: 1, samples: 400, higherIsBetter: true };

  /** `bad` failed first, so that its job tells nothing of the metric. */
  function writeSweep(higherIsBetter: boolean): void {
    const sweep = join(folder, 'sweeps/modes');
    mkdirSync(sweep, { recursive: true });
    const jobs = ['bad-0', 'bad-1', 'few-0', 'few-1', 'many-0', 'many-1'];
    const values = [Number.NaN, 0.1, 0.5, 0.52, 0.9, 0.91];
    const lines = jobs.map((job, index) => {
      const [method, seed] = job.split('-');
      return `ring,${method},${seed},mode-coverage/share,1,1,${values[index]},1,0,${job}`;
    });
    writeFileSync(join(sweep, 'results.csv'), [head, ...lines].join('\n'));
    writeFileSync(join(sweep, 'sweep.yaml'), 'name: modes\nbaseline: few\nbudget:\n  flops: 5.0e+10\n');
    const states = jobs.map((job) => {
      const [method = '', seed] = job.split('-');
      const ending = job === 'bad-0' ? { state: 'failed', message: 'too far\nstack' } : { state: 'done' };
      return { job, problem: 'ring', method, seed: Number(seed), ...ending };
    });
    writeFileSync(join(sweep, 'jobs.json'), JSON.stringify(states));
    for (const job of jobs.slice(1)) {
      mkdirSync(join(folder, 'jobs', job), { recursive: true });
      writeFileSync(
        join(folder, 'jobs', job, 'result.json'),
        JSON.stringify({ rows: higherIsBetter ? [share] : [] }),
      );
      writeFileSync(join(folder, 'jobs', job, 'config.yaml'), 'evaluation:\n  samples: 400\n  draws: 6\n');
      writeFileSync(
        join(folder, 'jobs', job, 'manifest.json'),
        JSON.stringify({
          ...{
            status: 'done',
            created: '2026-02-03T04:05:06Z',
            seconds: 30,
            stepsDone: 9,
            stepsPerSecond: 50,
          },
          ...{ parameters: 7, gitCommit: '0123456789', machine: { processor: 'p', cores: 2, memoryGiB: 4 } },
          engine: { engine: 'onnx', backend: 'b', version: '1', threads: 1 },
        }),
      );
    }
  }

  test('README "failure-signatures": more modes are better, as the jobs say', () => {
    writeSweep(true);
    const { facts, rows } = importSweep(folder, 'modes');
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row).toMatchObject({ draws: 6, samples: 400, higherIsBetter: true });
    expect(facts).toMatchObject({
      ...{ name: 'modes', baseline: 'few', relevant: '5%', flops: 5e10, runs: 5, seconds: 150 },
      ...{ commits: ['0123456'], engines: ['onnx (b 1, 1 thread)'], asked: { jobs: 6, problems: ['ring'] } },
      failed: [{ problem: 'ring', method: 'bad', seed: 0, message: 'too far' }],
    });
    const many = judge({ facts, rows }).cells[0]?.methods.find(({ method }) => method === 'many');
    expect(many?.contrast).toMatchObject({ verdict: 'better', wins: 2 });
  });

  test('is refused where nothing tells the direction', () => {
    writeSweep(false);
    expect(() => importSweep(folder, 'modes')).toThrow('mode-coverage/share: no job of this sweep tells');
  });
});

test('what the rule before called otherwise is listed, and what it only named otherwise is not', () => {
  const luck = [0.1, -0.2, 0.05, 0.3, -0.1];
  const shortcut = luck.map((value) => 2 + value);
  const rows = [
    ...rowsOf('shortcut', shortcut),
    ...rowsOf(
      'little',
      shortcut.map((value, seed) => value - 0.08 + 0.001 * seed),
    ),
    ...rowsOf(
      'much',
      shortcut.map((value, seed) => value - 0.8 + 0.001 * seed),
    ),
    ...rowsOf(
      'other',
      shortcut.map((value, seed) => value + 0.5 * (-1) ** seed),
    ),
  ];
  expect(changedVerdicts({ facts: storedFacts, rows })).toEqual([
    'paths: ring, w2 at 1 step, little: below the noise floor -> better, smaller than one evaluation resolves',
  ]);
});

test('a page follows from its stored values, to the byte', async () => {
  // The smallest of them stands for all: the whole road from values to words.
  const stored = readStored(join(workspace, 'docs/results/data'), 'smiley');
  await writePage(stored, folder);
  const page = (place: string) => readFileSync(join(place, 'smiley.md'), 'utf8');
  expect(page(folder)).toBe(page(join(workspace, 'docs/results')));
});

test('the smiley: verdicts at 500 and at 4000 samples agree wherever both decide', () => {
  const { cells } = judge(readStored(join(workspace, 'docs/results/data'), 'smiley'));
  const verdictOf = (samples: number, metric: string, steps: number) =>
    cells
      .find((cell) => cell.samples === samples && cell.metric === metric && cell.steps === steps)
      ?.methods.find(({ method }) => method === 'homo-2')?.contrast?.verdict;
  const pairs = ['sliced-w2', 'energy-distance'].flatMap((metric) =>
    [1, 4, 16].map((steps) => [verdictOf(500, metric, steps), verdictOf(4000, metric, steps)]),
  );
  const decided = pairs.filter((pair) => !pair.includes('not decided'));
  expect(decided).toEqual([
    ['worse', 'worse'],
    ['equivalent', 'equivalent'],
    ['equivalent', 'equivalent'],
  ]);
});
