/**
 * How much more does a sweep get done with several jobs side by side?
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ratioOf, spreadOf } from '../measure/summary.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { digits, spreadText } from '../results/numbers.ts';
import { workspace } from '../works/open-experiment.ts';

const binary = join(workspace, 'packages', 'cli', 'bin', 'highorder.js');

const JOBS = 24;

/** Jobs of one kind, so that it does not matter which of them run side by side: those of a table in docs/results, ten seconds or less each. */
const words = [
  'sweeps/one-step',
  'problems=problems/eight-modes',
  'methods=methods/shortcut',
  'baseline=shortcut',
  `seeds=range(${JOBS})`,
];

/** What one sweep took. */
interface Timed {
  /** Seconds from the beginning of the first job to the end of the last one. */
  readonly working: number;
  /** Seconds of the whole command. */
  readonly command: number;
  /** Seconds of processors that the command and its jobs used; NaN where the system does not tell. */
  readonly processor: number;
}

export default async function sweep({ rounds }: BenchRequest): Promise<Results> {
  const counts = [1, availableParallelism()];
  const times = counts.map((): Timed[] => []);
  const loads: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // The other one begins every second round, so that a machine that grows slower favours none.
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    loads.push(loadavg()[0] ?? 0);
    for (const index of order) times[index]?.push(timeSweep(counts[index] ?? 1));
  }
  const rates = times.map((timed) => timed.map(({ working }) => (60 * JOBS) / working));
  const alone = rates[0] ?? [];
  return {
    title: 'Jobs side by side',
    text:
      `${JOBS} jobs (eight modes, shortcut at the budget of sweeps/one-step, batches of 256 rows, measured at 1 to 16 steps) by the launcher of ` +
      'this machine, whose processes take job after job, one thread each. Every round runs all jobs anew with each number of jobs side by side, ' +
      `and nothing is remembered between them. Load average before each round: ${loads.map((load) => digits(load)).join(', ')}.`,
    tables: [
      {
        title: 'Throughput',
        text:
          'From the beginning of the first job to the end of the last one; the command also composes, starts processes and compares. Processor ' +
          'seconds are those of the command and all its processes, over the number of jobs.',
        columns: [
          'jobs side by side',
          'jobs a minute',
          'throughput of one',
          'processor seconds a job',
          'seconds of the command',
        ],
        rows: counts.map((count, index) => {
          const timed = times[index] ?? [];
          return [
            String(count),
            spreadText(spreadOf(rates[index] ?? [])),
            index === 0 ? '1' : spreadText(ratioOf(rates[index] ?? [], alone)),
            spreadText(spreadOf(timed.map(({ processor }) => processor / JOBS))),
            spreadText(spreadOf(timed.map(({ command }) => command))),
          ];
        }),
      },
    ],
    figures: [],
    notes: [],
  };
}

function timeSweep(jobs: number): Timed {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-bench-'));
  try {
    const start = performance.now();
    const before = processorOfChildren();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@highorder/source', binary, 'sweep', ...words, '--jobs', String(jobs), '--quiet'],
      // Without a folder to remember in, every round computes what the first one does.
      { cwd: folder, encoding: 'utf8', env: { ...process.env, HIGHORDER_CACHE: '' } },
    );
    if (status !== 0) throw new Error(`highorder sweep ended with ${status}: ${stderr}`);
    const command = (performance.now() - start) / 1000;
    const processor = processorOfChildren() - before;
    return { working: workingTime(join(folder, 'runs', 'jobs')), command, processor };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Seconds of processors that processes below this one have used that are over, as Linux tells them (proc(5): cutime, cstime, in 1/100 s). */
function processorOfChildren(): number {
  if (!existsSync('/proc/self/stat')) return Number.NaN;
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** Seconds between the first and the last line of all logs. */
function workingTime(store: string): number {
  const moments = readdirSync(store).flatMap((job) =>
    readFileSync(join(store, job, 'log.txt'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => Date.parse(line.split('  ', 1).join(''))),
  );
  return (Math.max(...moments) - Math.min(...moments)) / 1000;
}
