import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateFlow } from '../evaluate-flow.ts';
import { createModel } from '../model.ts';
import type { Sampler } from '../sampler.ts';
import { smallExperiment } from '../testing/small-experiment.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { codeVersion } from './code-version.ts';
import { type ExactMemory, memoryFolder, memoryInFolder } from './exact-memory.ts';

const STRATIFIED = '[{use: w2-stratified, points: 30}, {use: energy-distance}]';

/** The rows of an evaluation of a flow that stays where it is, with what `memory` holds. */
async function rowsOf(memory: ExactMemory | undefined, metrics: string, overrides: readonly string[] = []) {
  const experiment = await smallExperiment([`evaluation.metrics=${metrics}`, ...overrides]);
  await experiment.engine.open();
  const parameters = experiment.engine.upload(new Float32Array(1), [1]);
  const still: Sampler = ({ sources }) => Promise.resolve(sources);
  const { evaluation } = await evaluateFlow({
    model: createModel(experiment),
    sampler: still,
    parameters,
    memory,
  });
  parameters.dispose();
  return evaluation.rows;
}

/** The row of w2-stratified, whose floor is that of the exact flow. */
async function floorOf(memory: ExactMemory | undefined, overrides: readonly string[] = []) {
  return (await rowsOf(memory, STRATIFIED, ['evaluation.steps=[1]', ...overrides]))[0];
}

/** A memory that counts what it had to compute. */
function counting(folder: string) {
  const inner = memoryInFolder(folder);
  let computed = 0;
  const memory: ExactMemory = {
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

test('an evaluation remembers what a metric needs of the exact flow, for each set of numbers of steps', async () => {
  const { memory, computed } = counting(temporaryFolder());
  const metrics = '[{use: endpoint-error, points: 20}]';
  const rows = (steps: string) => rowsOf(memory, metrics, [`evaluation.steps=${steps}`]);
  const plain = await rowsOf(undefined, metrics, ['evaluation.steps=[1, 3]']);
  expect(await rows('[1, 3]')).toEqual(plain);
  expect(new Set(plain.filter(({ metric }) => metric.endsWith('euler')).map(({ value }) => value)).size).toBe(
    2,
  );
  const once = computed();
  expect(await rows('[1, 3]')).toEqual(plain);
  expect(computed()).toBe(once);
  await rows('[1, 4]');
  expect(computed()).toBe(once + 1);
});

test('heads make no difference to what is known of the exact flow, except to a metric that asks them', async () => {
  const second = 'heads=[{use: mlp, order: 1, hidden: [4]}, {use: mlp, order: 2, hidden: [4]}]';
  const { memory, computed } = counting(temporaryFolder());
  await floorOf(memory);
  const once = computed();
  await floorOf(memory, [second]);
  expect(computed()).toBe(once);
});

describe('a folder of exact values', () => {
  test('holds whole files alone, and a broken one is written again', () => {
    const folder = temporaryFolder();
    const memory = memoryInFolder(join(folder, 'new'));
    expect(memory.recall('key', () => ({ w2: [0.1 + 0.2] }))).toEqual({ w2: [0.1 + 0.2] });
    expect(readdirSync(join(folder, 'new'))).toEqual(['key.json']);
    expect(memory.recall('key', () => ({ w2: [1] }))).toEqual({ w2: [0.1 + 0.2] });
    writeFileSync(join(folder, 'new', 'key.json'), '{"w2": [0.');
    expect(memory.recall('key', () => ({ w2: [2] }))).toEqual({ w2: [2] });
    expect(JSON.parse(readFileSync(join(folder, 'new', 'key.json'), 'utf8'))).toEqual({ w2: [2] });
  });

  test('keeps nothing that JSON does not hold, and does without a folder', () => {
    const folder = temporaryFolder();
    memoryInFolder(folder).recall('lost', () => ({ w2: [1, Infinity] }));
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, 'file'), '');
    expect(memoryInFolder(join(folder, 'file')).recall('key', () => ({ w2: [3] }))).toEqual({ w2: [3] });
  });

  test('is chosen by the environment', () => {
    expect(memoryFolder({ HIGHORDER_CACHE: '' })).toBeUndefined();
    expect(memoryFolder({ HIGHORDER_CACHE: '/a' })).toBe(join('/a', 'exact'));
    expect(memoryFolder({ XDG_CACHE_HOME: '/b' })).toBe(join('/b', 'highorder', 'exact'));
    expect(memoryFolder({ XDG_CACHE_HOME: '' })).toBe(memoryFolder({}));
  });
});

test('the version of code follows its sources', () => {
  expect(codeVersion(['@highorder/core'])).toBe(codeVersion(['@highorder/core']));
  expect(codeVersion(['@highorder/core'])).not.toBe(codeVersion(['@highorder/oracle']));
  expect(codeVersion(['@highorder/no-such-package'])).toBeUndefined();
});
