import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateFlow } from '../evaluation.ts';
import { createModel } from '../model.ts';
import type { Sampler } from '../sampler.ts';
import { smallExperiment } from '../testing/small-experiment.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { codeVersion } from './code-version.ts';
import { floorFolder, type FloorMemory, floorsInFolder } from './floor-memory.ts';

/** An evaluation whose floors come from `floors`: those of w2-stratified in its rows. */
async function floorOf(floors: FloorMemory | undefined, overrides: readonly string[] = []) {
  const experiment = await smallExperiment([
    'evaluation.metrics=[{use: w2-stratified, points: 30}, {use: energy-distance}]',
    'evaluation.steps=[1]',
    ...overrides,
  ]);
  await experiment.engine.open();
  const parameters = experiment.engine.upload(new Float32Array(1), [1]);
  const still: Sampler = ({ sources }) => Promise.resolve(sources);
  const { evaluation } = await evaluateFlow({
    model: createModel(experiment),
    sampler: still,
    parameters,
    floors,
  });
  parameters.dispose();
  return evaluation.rows[0];
}

/** A memory that counts what it had to compute. */
function counting(folder: string) {
  const inner = floorsInFolder(folder);
  let computed = 0;
  const memory: FloorMemory = {
    recall: (key, compute) =>
      inner.recall(key, () => {
        computed++;
        return compute();
      }),
  };
  return { memory, computed: () => computed };
}

describe('floors from one run to the next', () => {
  test('are the same numbers, computed once', async () => {
    const { memory, computed } = counting(temporaryFolder());
    const plain = await floorOf(undefined);
    expect(await floorOf(memory)).toEqual(plain);
    expect(computed()).toBe(2);
    expect(await floorOf(memory)).toEqual(plain);
    expect(computed()).toBe(2);
  });

  test.each([
    ['the draws', 'seed=9'],
    ['the path', 'interpolant={use: vp-ode}'],
    ['an option of the path', 'interpolant={use: vp-ode, a: 9}'],
    ['a component of the target', 'data.target.variance=0.2'],
    ['a component of the source', 'data.source.mean=[0, 1]'],
    ['the clock', 'preconditioning={use: unit-variance, clock: log}'],
    ['an option of the metric', 'evaluation.metrics=[{use: w2-stratified, points: 29}]'],
  ])('are computed anew where %s differs', async (_, change) => {
    const { memory, computed } = counting(temporaryFolder());
    await floorOf(memory);
    await floorOf(memory, [change]);
    expect(computed()).toBe(4);
  });
});

describe('a folder of floors', () => {
  test('holds whole files alone, and a broken one is written again', () => {
    const folder = temporaryFolder();
    const memory = floorsInFolder(join(folder, 'new'));
    expect(memory.recall('key', () => ({ w2: 0.1 + 0.2 }))).toEqual({ w2: 0.1 + 0.2 });
    expect(readdirSync(join(folder, 'new'))).toEqual(['key.json']);
    expect(memory.recall('key', () => ({ w2: 1 }))).toEqual({ w2: 0.1 + 0.2 });
    writeFileSync(join(folder, 'new', 'key.json'), '{"w2": 0.');
    expect(memory.recall('key', () => ({ w2: 2 }))).toEqual({ w2: 2 });
    expect(JSON.parse(readFileSync(join(folder, 'new', 'key.json'), 'utf8'))).toEqual({ w2: 2 });
  });

  test('keeps nothing that JSON does not hold, and does without a folder', () => {
    const folder = temporaryFolder();
    floorsInFolder(folder).recall('lost', () => ({ w2: Infinity }));
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, 'file'), '');
    expect(floorsInFolder(join(folder, 'file')).recall('key', () => ({ w2: 3 }))).toEqual({ w2: 3 });
  });

  test('is chosen by the environment', () => {
    expect(floorFolder({ HIGHORDER_CACHE: '' })).toBeUndefined();
    expect(floorFolder({ HIGHORDER_CACHE: '/a' })).toBe(join('/a', 'floors'));
    expect(floorFolder({ XDG_CACHE_HOME: '/b' })).toBe(join('/b', 'highorder', 'floors'));
  });
});

test('the version of code follows its sources', () => {
  expect(codeVersion(['@highorder/core'])).toBe(codeVersion(['@highorder/core']));
  expect(codeVersion(['@highorder/core'])).not.toBe(codeVersion(['@highorder/oracle']));
  expect(codeVersion(['@highorder/no-such-package'])).toBeUndefined();
});
