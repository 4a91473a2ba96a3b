import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '@highorder/config';
import { expect, onTestFinished, test } from 'vitest';
import { hostFiles } from './host-files.ts';
import { loadPlugins } from './load-plugins.ts';
import { openExperiment } from './open-experiment.ts';
import { valueOrigins } from './value-origins.ts';

const SOUND = `
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
heads:
  - { use: mlp, order: 1 }
losses:
  - { use: matching, order: 1 }
`;

const registry = await loadPlugins(tmpdir());

function open(
  overrides: readonly string[] = [],
  text = SOUND,
  more: Readonly<Record<string, string>> = {},
  memory?: number,
) {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-runtime-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ 'sound.yaml': text, ...more })) {
    writeFileSync(join(folder, name), content);
  }
  const files = hostFiles(folder);
  return openExperiment({
    sources: ['sound.yaml'],
    overrides,
    searchPath: [],
    folder,
    registry,
    files,
    memory,
  });
}

/** The messages of all mistakes that opening finds. */
function mistakes(overrides: readonly string[]): readonly string[] {
  try {
    open(overrides);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

test('components are alive, and nested ones arrive inside their owners', () => {
  const experiment = open(['training.optimizer.learningRate={use: constant, value: 0.25}']);
  expect(experiment.dimension).toBe(2);
  expect(experiment.orders).toEqual([1]);
  expect(experiment.optimizer.learningRate.at(3, 10)).toBe(0.25);
  expect(experiment.losses.map(({ name, weight }) => [name, weight])).toEqual([['matching-1', 1]]);
  expect(experiment.citations.some((entry) => entry.includes('kingma2015adam'))).toBe(true);
});

test('services are injected: a Taylor step takes the orders of the heads', () => {
  const third = '[{use: mlp, order: 3}, {use: mlp, order: 1}, {use: mlp, order: 2}]';
  const experiment = open([`heads=${third}`]);
  expect(experiment.integrator.component.order).toBe(3);
  expect(experiment.heads.map(({ component }) => component.orders)).toEqual([[1], [2], [3]]);
});

test('two experiments share nothing', () => {
  const first = open();
  const second = open();
  expect(first.optimizer).not.toBe(second.optimizer);
  expect(first.interpolant).not.toBe(second.interpolant);
  expect(open(['interpolant.use=cubic']).interpolant).not.toEqual(first.interpolant);
});

test('a weight in the configuration goes before the default of the term', () => {
  expect(open(['losses.0.weight=0.5']).losses[0]?.weight).toBe(0.5);
});

test('terms of one name are told apart', () => {
  const { losses } = open(['losses=[{use: matching, order: 1}, {use: matching, order: 1, weight: 2}]']);
  expect(losses.map(({ name }) => name)).toEqual(['matching-1 (losses.0)', 'matching-1 (losses.1)']);
});

test.each([
  [
    ['+losses={use: matching, order: 2}'],
    'losses.1: matching-2 needs a head of order 2; heads have orders 1.',
  ],
  [
    ['integrator={use: taylor, order: 2}'],
    'integrator: it needs derivatives up to order 2; heads have orders 1.',
  ],
  [
    ['heads=[{use: mlp, order: 1}, {use: mlp, order: 3}]'],
    'heads: there is a head of order 3, but none of order 2.',
  ],
  [['heads=[{use: mlp, order: 1}, {use: mlp, order: 1}]'], 'heads.1: there is a second head of order 1.'],
  [
    ['data.source={use: gaussian, mean: [0, 0, 0]}'],
    'data: points of the source have 3 coordinates, points of the target 2.',
  ],
  [
    ['interpolant.use=vp-ode', 'losses.0.times={use: uniform, to: 1}'],
    'losses.0.times: matching-1 draws times from [0, 1], but the path has the derivatives it needs only on [0, 0.999].',
  ],
  [
    ['+losses={use: self-consistency, share: 1}'],
    'losses: shares sum to 1, which leaves no rows for "matching".',
  ],
  [
    ['training.batch=1', '+losses={use: self-consistency}'],
    'training.batch: 1 rows cannot be split into 2 row groups.',
  ],
])('refuses %s', (overrides, message) => {
  expect(mistakes(overrides)).toContain(message);
});

test('terms of one row group may not disagree about its share', () => {
  expect(
    mistakes(['losses=[{use: matching, order: 1, share: 0.5}, {use: matching, order: 1, share: 0.4}]']),
  ).toContain('losses.1.share: terms on the "matching" rows ask for different shares: 0.5, 0.4.');
});

test('several impossible combinations are reported in one pass, each with the way out', () => {
  const error = catching(() =>
    open(['integrator={use: taylor, order: 4}', '+losses={use: matching, order: 3}']),
  );
  expect(error.problems).toHaveLength(2);
  expect(error.message).toMatch(/command line {2}losses\.1: matching-3 needs a head of order 3/);
  expect(error.message).toMatch(/Way out: Add a head of order 3, or drop this term\./);
  expect(error.message).toMatch(/Way out: Add heads up to order 4, or choose an integrator/);
});

test('what a plugin refuses is located where its options stand', () => {
  const error = catching(() =>
    open([], SOUND.replace('order: 1 }\nlosses', 'order: 1, sees: [x, lower] }\nlosses')),
  );
  expect(error.message).toMatch(/^sound\.yaml:6:5 {2}heads\.0: /);
});

test('every value knows where it came from', () => {
  const origins = valueOrigins(open(['seed=3']).resolved);
  expect(origins['seed']).toEqual({ value: 3, origin: 'command line: seed=3' });
  expect(origins['heads.0.order']).toEqual({ value: 1, origin: 'sound.yaml:6:24' });
  expect(origins['heads.0.hidden.0']?.origin ?? origins['heads.0.hidden']?.origin).toBe(
    'default of head/mlp',
  );
});

function catching(action: () => unknown): ConfigurationError {
  try {
    action();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
