import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Ended, run, start, temporaryFolder } from './testing/command.ts';

const tiny = [
  'problems/four-modes',
  'methods/homo-2',
  'training.steps=60',
  'training.batch=32',
  'training.log=3',
  'evaluation.samples=50',
  'evaluation.steps=[1,2]',
  'evaluation.draws=2',
  'evaluation.metrics=[{use: w2}, {use: mode-distance}]',
];

interface TrainDocument {
  readonly run: string;
  readonly status: string;
  readonly seconds: number;
  readonly stepsPerSecond: number;
  readonly evaluation: readonly Readonly<Record<string, unknown>>[];
  readonly report: string;
  readonly resume: string;
}

function documentOf({ out }: Ended): TrainDocument {
  return JSON.parse(out) as TrainDocument;
}

test('train prints one document, repeats to the bit, and resumes to the bit', {
  timeout: 180_000,
}, async () => {
  const folder = temporaryFolder();
  const [first, other, broken] = await Promise.all([
    run(['train', ...tiny, 'seed=1', '--json'], folder),
    run(['train', ...tiny, 'seed=2', '--json'], folder),
    interrupt(['train', ...tiny, 'seed=1', '--json'], folder),
  ]);
  expect([first.status, other.status, broken.status]).toEqual([0, 0, 130]);

  const done = documentOf(first);
  expect(done).toMatchObject({
    status: 'done',
    seconds: expect.any(Number),
    stepsPerSecond: expect.any(Number),
  });
  expect(done.evaluation).toHaveLength(4);
  for (const row of done.evaluation) {
    for (const name of ['steps', 'value', 'floor', 'floorDeviation'])
      expect(row[name]).toEqual(expect.any(Number));
    expect(row['metric']).toEqual(expect.any(String));
  }
  expect(existsSync(done.report)).toBe(true);
  expect(documentOf(other).evaluation).not.toEqual(done.evaluation);
  expect(first.err).toMatch(/step 6 of 60 \(10 %\), loss [\d.]+, [\d.]+ steps a second, /);

  const interrupted = documentOf(broken);
  expect(interrupted).toMatchObject({
    status: 'interrupted',
    resume: expect.stringContaining('--resume runs/'),
  });
  expect(existsSync(join(interrupted.run, 'checkpoints/60'))).toBe(false);
  const resumed = await run(['train', '--resume', interrupted.run, '--quiet'], folder);
  expect(resumed.status).toBe(0);
  expect(resumed.err).toBe('');
  expect(resumed.out).toMatch(/\nReport: runs\/four-modes-homo-2\/.*\/report\.html\n$/);
  for (const file of ['checkpoints/60/state.safetensors', 'evaluation.json', 'samples/steps-2.csv']) {
    expect(readFileSync(join(interrupted.run, file)).equals(readFileSync(join(done.run, file)))).toBe(true);
  }
  expect(stepsOf(interrupted.run)).toEqual(stepsOf(done.run));

  await samplesAgree(done.run, folder);
});

test.each(['SIGTERM', 'SIGHUP'] as const)(
  'reliability 3: two of %s at once save the run, as one does',
  {
    timeout: 180_000,
  },
  async (name) => {
    const command = start(['train', ...tiny, 'training.steps=100000', '--json'], temporaryFolder());
    await command.said('step 1 of');
    command.process.kill(name);
    await setTimeout(5);
    command.process.kill(name);
    const ended = await command.ended;
    expect(ended.status).toBe(130);
    const { run: path, status } = documentOf(ended);
    expect(status).toBe('interrupted');
    expect(readdirSync(join(path, 'checkpoints'))).not.toEqual([]);
  },
);

/** Sends SIGINT once training has got going. */
async function interrupt(words: readonly string[], folder: string): Promise<Ended> {
  const command = start(words, folder);
  await command.said('step 6 of 60');
  command.process.kill('SIGINT');
  return command.ended;
}

/** The logged steps, without the time that they took. */
function stepsOf(run: string): readonly unknown[] {
  const lines = readFileSync(join(run, 'metrics.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => ({ ...JSON.parse(line), seconds: undefined }));
}

/** What follows a run: samples by seed, another evaluation, the report again. */
async function samplesAgree(path: string, folder: string): Promise<void> {
  const [csv, json, measured, report] = await Promise.all([
    run(['sample', path, '--count', '5', '--steps', '2', '--seed', '7'], folder),
    run(['sample', path, '--count', '5', '--steps', '2', '--seed', '7', '--json'], folder),
    run(['evaluate', path, 'evaluation.steps=[4]', '--json'], folder),
    run(['report', path], folder),
  ]);
  const rows = csv.out.trim().split('\n');
  expect(rows[0]).toBe('x,y');
  const { samples, checkpoint } = JSON.parse(json.out);
  expect(checkpoint).toBe(60);
  expect(rows.slice(1).map((row) => row.split(',').map(Number))).toEqual(
    samples.map((point: readonly number[]) => point.map((value) => Number(value.toPrecision(9)))),
  );
  expect(JSON.parse(measured.out).evaluation).toMatchObject([{ steps: 4 }, { steps: 4 }]);
  expect(readdirSync(join(path, 'samples'))).toContain('steps-4.csv');
  expect(report).toMatchObject({ status: 0, out: expect.stringMatching(/report\.html\n$/) });
}
