import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type FakePoint, fakePaths, fakeSamples } from './fake-points.ts';
import { fakeEvaluation, fakeRecords, fakeSources } from './fake-records.ts';

/** What a made-up run should look like. */
export interface FakeRun {
  readonly experiment?: string;
  readonly id?: string;
  readonly status?: 'running' | 'done' | 'failed' | 'interrupted';
  readonly dimension?: number;
  readonly count?: number;
  readonly seed?: number;
  /** Fields of the manifest to change. */
  readonly manifest?: Readonly<Record<string, unknown>>;
}

/** Writes a made-up but lifelike run into a new temporary folder, for tests. Resolves to the folder of the run. */
export async function writeFakeRun(fake: FakeRun = {}): Promise<string> {
  const { experiment = 'eight-modes', id = '20250401-101500-1', status = 'done', seed = 1 } = fake;
  const { dimension = 2, count = 1000 } = fake;
  const folder = join(await mkdtemp(join(tmpdir(), 'highorder-run-')), 'runs', 'experiment', id);
  const write = (name: string, text: string) => writeInto(join(folder, name), text);
  const samples = fakeSamples({ dimension, count, seed });
  await Promise.all([
    write(
      'manifest.json',
      json({ ...manifest({ experiment, id, status, dimension, seed }), ...fake.manifest }),
    ),
    write('config.yaml', `seed: ${seed}\ndata:\n  source: { use: gaussian-ring, modes: 8, radius: 6 }\n`),
    write('sources.json', json(fakeSources(seed))),
    write(
      'metrics.jsonl',
      fakeRecords(seed)
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    ),
    write('evaluation.json', json(fakeEvaluation(seed))),
    ...Object.entries(samples).map(([name, points]) => write(`samples/${name}.csv`, pointText(points))),
    write('samples/trajectories.csv', pathText(fakePaths({ dimension, count: 100, seed }), dimension)),
  ]);
  return folder;
}

async function writeInto(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function names(dimension: number): readonly string[] {
  return dimension === 2 ? ['x', 'y'] : Array.from({ length: dimension }, (_, axis) => `x${axis + 1}`);
}

function pointText(points: readonly FakePoint[]): string {
  const header = names(points[0]?.length ?? 0);
  return `${[header, ...points].map((row) => row.join(',')).join('\n')}\n`;
}

function pathText(rows: readonly FakePoint[], dimension: number): string {
  return `${[['path', 't', ...names(dimension)], ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

function manifest(of: { experiment: string; id: string; status: string; dimension: number; seed: number }) {
  return {
    format: 1,
    ...of,
    created: '2025-04-01T10:15:00.000Z',
    seconds: 41.3,
    stepsPerSecond: 96.9,
    steps: 4000,
    stepsDone: 4000,
    engine: { engine: 'eager', backend: 'tensorflow', version: '4.22.0' },
    versions: { highorder: '0.0.0', node: '20.20.2', tfjs: '4.22.0' },
    machine: { platform: 'linux', architecture: 'x64', processor: 'A processor', cores: 2, memoryGiB: 7.8 },
    gitCommit: 'a005e7b3c1d2e4f5a6b7c8d9e0f1a2b3c4d5e6f7',
    parameters: 21604,
    heads: [
      { use: 'mlp', orders: [1], parameters: 10702 },
      { use: 'mlp', orders: [2], parameters: 10902 },
    ],
    losses: [
      { name: 'matching-1', weight: 1 },
      { name: 'matching-2', weight: 9.765625e-4 },
      { name: 'self-consistency', weight: 1 },
    ],
    orders: [1, 2],
    evaluationsPerStep: 1,
    method: 'taylor, order 2',
    citations: [
      '@article{chen2025homo,\n  title = {High-Order Matching for One-Step Shortcut Diffusion Models}\n}',
    ],
    warnings: [],
    command: `highorder train problems/eight-modes methods/homo-2 seed=${of.seed}`,
  };
}
