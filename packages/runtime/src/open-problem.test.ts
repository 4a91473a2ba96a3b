import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hostFiles } from './host-files.ts';
import { loadPlugins } from './load-plugins.ts';
import { openExperiment } from './open-experiment.ts';
import { openProblem, problemKinds } from './open-problem.ts';
import type { PluginRegistry } from './registry.ts';

const PROBLEM = `
data:
  source: { use: gaussian, mean: [0, 0], variance: 1 }
  target:
    use: mixture-of
    of: [{ data: { use: gaussian-ring, modes: 3, radius: 4 } }]
`;
const NETWORKS = `
heads: [{ use: mlp, order: 1 }]
losses: [{ use: matching, order: 1 }]
`;

let few: PluginRegistry;
beforeAll(async () => {
  few = await loadPlugins(tmpdir(), problemKinds);
});

/** What `open` makes of a file of this text. */
function opened<Opened>(
  text: string,
  overrides: readonly string[],
  open: (request: Parameters<typeof openProblem>[0]) => Opened,
): Opened {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-problem-'));
  try {
    writeFileSync(join(folder, 'given.yaml'), text);
    const files = hostFiles(folder);
    return open({ sources: ['given.yaml'], overrides, folder, searchPath: [], registry: few, files });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the problem of a configuration', () => {
  test('is that of the whole experiment, without its networks', async () => {
    const change = ['interpolant={use: vp-ode, a: 10}'];
    const all = await loadPlugins(tmpdir());
    const problem = opened(PROBLEM, change, openProblem);
    const experiment = opened(PROBLEM + NETWORKS, change, (request) =>
      openExperiment({ ...request, registry: all }),
    );
    expect(problem.source.mixture).toEqual(experiment.source.mixture);
    expect(problem.target.mixture).toEqual(experiment.target.mixture);
    expect(problem.target.mixture?.components).toHaveLength(3);
    expect(problem.interpolant.domain(2)).toEqual(experiment.interpolant.domain(2));
  });

  test('lets through what says nothing of it, known plugin or not', () => {
    const text = `${PROBLEM}heads: [{ use: nobody-knows }]\nseed: not a number\n`;
    expect(opened(text, ['evaluation.samples=3'], openProblem).source.dimension).toBe(2);
  });

  test('loads the packages of its kinds alone', () => {
    expect(few.find('interpolant', 'ot')).toBeDefined();
    expect(few.find('data', 'mixture-of')).toBeDefined();
    expect(few.names('head')).toEqual([]);
  });
});

describe('mistakes are told with their places', () => {
  test.each([
    ['an unknown plugin', PROBLEM.replace('gaussian-ring', 'gaussian-rim'), 'gaussian-ring'],
    ['an unknown field', `${PROBLEM}heds: []\n`, 'heads'],
    ['a wrong option', PROBLEM.replace('modes: 3', 'modes: -3'), 'modes'],
    [
      'two dimensions',
      PROBLEM.replace('mean: [0, 0]', 'mean: [0, 0, 0]'),
      'points of the source have 3 coordinates, points of the target 2',
    ],
  ])('%s', (_, text, message) => {
    expect(() => opened(text, [], openProblem)).toThrow(message);
  });
});
