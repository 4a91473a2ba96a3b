/**
 * How much more does a sweep get done with several jobs side by side?
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spreadOf } from '../measure/summary.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { digits, spreadText } from '../results/numbers.ts';
import { workspace } from '../works/open-experiment.ts';

const binary = join(workspace, 'packages', 'cli', 'bin', 'highorder.js');

/** Twelve jobs of one kind, so that it does not matter which of them run side by side. */
const words = [
  'sweeps/quick',
  'problems=problems/circle',
  'methods=methods/homo-2',
  'baseline=homo-2',
  'seeds=range(12)',
];

/** What one sweep took. */
interface Timed {
  /** Seconds from the beginning of the first job to the end of the last one. */
  readonly working: number;
  /** Seconds of the whole command. */
  readonly command: number;
}

export default async function sweep({ rounds }: BenchRequest): Promise<Results> {
  const counts = [1, availableParallelism()];
  const times = counts.map((): Timed[] => []);
  const loads: number[] = [];
  for (let round = 0; round < rounds; round++) {
    counts.forEach((count, index) => times[index]?.push(timeSweep(count)));
    loads.push(loadavg()[0] ?? 0);
  }
  const ratios =
    times[0]?.map(({ working }, round) => working / (times[1]?.[round]?.working ?? Number.NaN)) ?? [];
  return {
    title: 'Jobs side by side',
    text:
      'Twelve jobs (circle, HOMO of order 2, 400 updates of 128 rows, measured at 1 and 16 steps) by the launcher of this machine, whose ' +
      `processes take job after job. Rounds alternate between numbers of jobs. Load average after each round: ${loads.map((load) => digits(load)).join(', ')}.`,
    tables: [
      {
        title: 'Throughput',
        text: 'From the beginning of the first job to the end of the last one; the command also composes, starts processes and compares.',
        columns: ['jobs side by side', 'jobs a minute', 'seconds of the command', 'throughput of one'],
        rows: counts.map((count, index) => [
          String(count),
          spreadText(spreadOf(times[index]?.map(({ working }) => (60 * 12) / working) ?? [])),
          spreadText(spreadOf(times[index]?.map(({ command }) => command) ?? [])),
          index === 0 ? '1' : spreadText(spreadOf(ratios)),
        ]),
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
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@highorder/source', binary, 'sweep', ...words, '--jobs', String(jobs), '--quiet'],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`highorder sweep ended with ${status}: ${stderr}`);
    const command = (performance.now() - start) / 1000;
    return { working: workingTime(join(folder, 'runs', 'jobs')), command };
  } finally {
    rmSync(folder, { recursive: true });
  }
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
