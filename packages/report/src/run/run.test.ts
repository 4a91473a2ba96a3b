import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { writeFakeRun } from '../testing/fake-run.ts';
import { readRun } from './run.ts';

const small = { count: 16 };

/** The message of the error that reading a run ends in, the run's folder written as RUN. */
async function complaint(folder: string): Promise<string> {
  const error = await readRun(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error instanceof InputError ? error.message.replaceAll(folder, 'RUN') : '';
}

test('everything in the folder is read', async () => {
  const run = await readRun(await writeFakeRun(small));
  expect(run.manifest).toMatchObject({ experiment: 'eight-modes', dimension: 2, parameters: 21604 });
  expect(run.sources[0]).toEqual({ path: 'seed', value: 1, origin: 'command line: seed=1' });
  expect(run.configuration).toContain('seed: 1');
  expect(run.records.length).toBe(400);
  expect(run.records[0]?.terms['matching-1']?.weighted).toBeGreaterThan(0);
  expect(run.evaluation?.rows.length).toBe(30);
  expect(run.samples.generated.map(({ steps }) => steps)).toEqual([1, 4, 16, 64]);
  expect(run.samples.target).toMatchObject({ count: 16, dimension: 2 });
  expect(run.samples.trajectories.length).toBe(100);
  expect(run.samples.trajectories[3]?.moments.map(({ t }) => t).slice(0, 2)).toEqual([0, 1 / 32]);
});

test('numbers that JSON cannot write come back as NaN, those of a CSV as they are', async () => {
  const folder = await writeFakeRun(small);
  const path = join(folder, 'evaluation.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace(/"value": [0-9.e-]+/, '"value": null'));
  await writeFile(join(folder, 'samples', 'steps-1.csv'), 'x,y\nNaN,1\n-Infinity,1e9\n');
  const run = await readRun(folder);
  expect(run.evaluation?.rows[0]?.value).toBeNaN();
  expect(Array.from(run.samples.generated[0]?.points.values ?? [])).toEqual([Number.NaN, 1, -Infinity, 1e9]);
});

test('a last line that was cut short is dropped, a broken line before it is not', async () => {
  const folder = await writeFakeRun(small);
  const path = join(folder, 'metrics.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.slice(0, -20));
  expect((await readRun(folder)).records.length).toBe(399);
  await writeFile(path, `{"step": 1\n${text}`);
  expect(await complaint(folder)).toMatch(/^RUN\/metrics\.jsonl:1: This is not JSON: /);
});

test('torture, "report, double metrics.jsonl": steps that are logged twice are told', async () => {
  const folder = await writeFakeRun(small);
  const path = join(folder, 'metrics.jsonl');
  expect((await readRun(folder)).warnings).toEqual([]);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text + text);
  expect((await readRun(folder)).warnings).toEqual([
    expect.stringMatching(/metrics\.jsonl was changed after the run wrote it\.$/),
  ]);
});

test('a run that stopped early may lack its evaluation, one that is done may not', async () => {
  const stopped = await writeFakeRun({ ...small, status: 'interrupted' });
  await rm(join(stopped, 'samples'), { recursive: true });
  await rm(join(stopped, 'evaluation.json'));
  const run = await readRun(stopped);
  expect(run.evaluation).toBeUndefined();
  expect(run.samples).toEqual({ source: undefined, target: undefined, generated: [], trajectories: [] });
  const done = await writeFakeRun(small);
  await rm(join(done, 'evaluation.json'));
  await rm(join(done, 'samples', 'target.csv'));
  expect(await complaint(done)).toBe(
    `RUN/evaluation.json, RUN/samples/target.csv: There is no such file, though manifest.json says that the run is done.
  Way out: evaluate the run again: highorder evaluate, with the folder of the run.`,
  );
});

describe('an error names the file, the place and the way out', () => {
  test('for a folder that is no run', async () => {
    expect(await complaint('/nowhere/at/all')).toBe(
      `RUN/manifest.json: There is no such file.
  Expected: the folder of a run: it holds manifest.json, config.yaml, sources.json and metrics.jsonl.
  Way out: name a folder below runs/<experiment>/.`,
    );
  });

  test('for a field of the wrong type, all of them at once', async () => {
    const manifest = { parameters: 'many', heads: [{ use: 'mlp', orders: [1] }] };
    expect(await complaint(await writeFakeRun({ ...small, manifest }))).toBe(
      `RUN/manifest.json: parameters: Invalid input: expected number, received string; heads.0.parameters: Invalid input: expected number, received undefined
  Expected: a file that HighOrder wrote.
  Way out: restore the file, or do the run again.`,
    );
  });

  test('for a later format', async () => {
    expect(await complaint(await writeFakeRun({ ...small, manifest: { format: 2 } }))).toMatch(
      /^RUN\/manifest\.json: format: Invalid input: expected 1/,
    );
  });

  test.each([
    ['samples/target.csv', 'x,y\n1,2\n3\n', 'RUN/samples/target.csv:3: The line has 1 values.'],
    ['samples/target.csv', 'x,y\n1,\n', 'RUN/samples/target.csv:2, value 2: "" is not a number.'],
    [
      'samples/steps-1.csv',
      'x1,x2,x3\n',
      'RUN/samples/steps-1.csv:1: The header names 3 coordinates: x1, x2, x3.',
    ],
    ['samples/trajectories.csv', 't,x,y\n', 'RUN/samples/trajectories.csv:1: The header is "t,x,y".'],
    [
      'sources.json',
      '{"seed": 1}',
      'RUN/sources.json: seed: Invalid input: expected object, received number',
    ],
    [
      'evaluation.json',
      '{"rows": []}',
      'RUN/evaluation.json: skipped: Invalid input: expected array, received undefined',
    ],
  ])('for %s that holds %j', async (name, text, message) => {
    const folder = await writeFakeRun(small);
    await writeFile(join(folder, name), text);
    expect((await complaint(folder)).split('\n')[0]).toBe(message);
  });
});
