/**
 * How long does a person wait for the command?
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spreadOf } from '../measure/summary.ts';
import type { BenchRequest } from '../request.ts';
import type { Results } from '../results/benchmark.ts';
import { spreadText } from '../results/numbers.ts';
import { workspace } from '../works/open-experiment.ts';

const binary = join(workspace, 'packages', 'cli', 'bin', 'highorder.js');

/** Each with its name in the table. */
const commands: readonly {
  readonly name: string;
  readonly program?: string;
  readonly words: readonly string[];
}[] = [
  { name: 'highorder --help', words: ['--help'] },
  { name: 'highorder check', words: ['check', 'problems/eight-modes', 'methods/homo-2'] },
  {
    name: 'highorder oracle, one point',
    words: ['oracle', 'problems/eight-modes', '--points', '--', '0.5,2.44,2.27', '--orders', '3', '--json'],
  },
  {
    name: 'highorder train, one step',
    words: [
      'train',
      'problems/eight-modes',
      'methods/homo-2',
      'training.steps=1',
      'evaluation.metrics=[]',
      '--quiet',
    ],
  },
];

export default async function startUp({ rounds }: BenchRequest): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-bench-'));
  const times = commands.map(() => [] as number[]);
  try {
    for (let round = 0; round < rounds; round++) {
      commands.forEach(({ words }, index) => times[index]?.push(timeOf(words, folder)));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return {
    title: 'Start-up',
    text: 'Wall time of the command as a person calls it, process start to process end; training draws its report too.',
    tables: [
      {
        title: 'Seconds',
        text: '',
        columns: ['command', 'seconds'],
        rows: commands.map(({ name }, index) => [name, spreadText(spreadOf(times[index] ?? []))]),
      },
    ],
    figures: [],
    notes: [],
  };
}

function timeOf(words: readonly string[], folder: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [binary, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`highorder ${words.join(' ')} ended with ${status}: ${stderr}`);
  return (performance.now() - start) / 1000;
}
