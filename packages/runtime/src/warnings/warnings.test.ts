import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hostFiles } from '../host-files.ts';
import { loadPlugins } from '../load-plugins.ts';
import { openExperiment } from '../open-experiment.ts';
import { findWarnings } from './index.ts';

const SOUND = `
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target: { use: gaussian-ring, modes: 3, radius: 4, variance: 0.1 }
heads:
  - { use: mlp, order: 2, sees: [x, t] }
  - { use: mlp, order: 1, sees: [x, t] }
losses: [{ use: matching, order: 1 }, { use: matching, order: 2 }]
`;

const registry = await loadPlugins(tmpdir());

function warnings(...overrides: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-warnings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'sound.yaml'), SOUND);
  const request = { sources: ['sound.yaml'], overrides, searchPath: [], folder, registry };
  const experiment = openExperiment({ ...request, files: hostFiles(folder) });
  return findWarnings(experiment).map(({ path, message }) => `${path}: ${message}`);
}

test('a sound experiment has none', () => {
  expect(warnings()).toEqual([]);
});

describe('heads that the sampler never reads', () => {
  const message =
    'heads.0: the sampler never reads the head of order 2: the integrator heun asks for u_1 alone, so samples are the same without it.';

  test('are warned about where the configuration names them', () => {
    expect(warnings('integrator.use=heun')).toEqual([message]);
    expect(warnings('integrator={use: taylor, order: 1}')).toHaveLength(1);
  });

  test('and both ways out work', () => {
    expect(warnings('integrator.use=heun', 'integrator.use=taylor')).toEqual([]);
    expect(warnings('integrator.use=heun', '~heads.0', '~losses.1')).toEqual([]);
  });

  test('a trunk that gives an order that is read is read', () => {
    const shared = ['heads=[{ use: shared-mlp, orders: [1, 2] }]', 'integrator.use=heun'];
    expect(warnings(...shared)).toEqual([]);
  });
});

describe('weights that switch a term off', () => {
  test.each([
    ['0', 'losses.1.weight: a weight of 0 switches matching-2 off.'],
    ['1e-40', 'losses.1.weight: a weight of 1e-40 switches matching-2 off: single precision takes it for 0.'],
  ])('%s', (weight, message) => {
    expect(warnings(`losses.1.weight=${weight}`)).toEqual([message]);
    expect(warnings('losses.1.weight=1e-3')).toEqual([]);
    expect(warnings(`losses.1.weight=${weight}`, '~losses.1')).toEqual([]);
  });
});
