import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, resolveSweep } from '@highorder/config';
import { InputError } from '@highorder/core';
import { loadPlugins } from '@highorder/runtime';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { codeVersions } from '../code/code-version.ts';
import { prepareSweep } from '../run/run-sweep.ts';

type Tree = unknown;

const data = (modes: number) => ({
  source: { use: 'gaussian', mean: [0, 0], variance: 1 },
  target: { use: 'gaussian-ring', modes, radius: 4, variance: 0.1 },
});
const method = (name: string, hidden: number) => ({
  name,
  heads: [{ use: 'mlp', order: 1, hidden: [hidden], sees: ['x', 't'] }],
  losses: [{ use: 'matching', order: 1 }],
});

/** Sweeps with all fields between them. */
const wholes: readonly Tree[] = [
  {
    name: 'all',
    problems: [{ name: 'rings', data: data(3) }],
    methods: [method('narrow', 4), method('wide', 8)],
    seeds: { count: 2, from: 3 },
    experiment: { training: { steps: 12, batch: 16 }, evaluation: { samples: 40 } },
    axes: [
      { option: 'training.batch', label: 'B', choice: [8, 16] },
      { option: 'training.clip', range: { from: 1, to: 2, count: 2 }, when: { 'training.batch': 8 } },
    ],
    combine: 'grid',
    metrics: ['energy-distance', { use: 'w2' }],
    steps: [1, 2],
    rows: ['energy-distance'],
    baseline: 'wide B=8 clip=1',
    launcher: { use: 'local', processes: 2 },
    jobs: 2,
  },
  {
    problems: ['near.yaml'],
    methods: [
      { name: 'a', extends: ['method.yaml'] },
      { name: 'b', extends: 'method.yaml', scaling: { use: 'none' } },
    ],
    seeds: [0, 1],
    axes: [{ option: 'training.clip', log: { from: 0.1, to: 1 }, of: 'problem' }],
    combine: { random: 2, seed: 1 },
    budget: { steps: 5, parameters: 'match' },
    tune: {
      grid: [{ option: 'training.optimizer.learningRate', choice: [0.01, 0.1] }],
      problems: [{ name: 'other', data: data(5) }],
      seeds: { count: 1, from: 50 },
      metric: 'energy-distance',
      steps: 1,
    },
    metrics: ['energy-distance'],
    steps: [1],
  },
];

const nasty = fc.constantFrom<Tree>(
  null,
  true,
  0,
  -1,
  0.5,
  1e9,
  1e300,
  5e-324,
  2147483648,
  9007199254740991,
  '',
  'x',
  'a\u0000b',
  'n'.repeat(5000),
  '__proto__',
  'constructor',
  'toString',
  '../../..',
  '/dev/null',
  'sweeps/none',
  'a\nb',
  'seed',
  'name',
  'heads.9.hidden',
  'training',
  'training.constructor',
  '__proto__.x',
  [],
  {},
  [[]],
  [null],
  ['x', 'x'],
  { use: 'nothing' },
  { count: 100_000 },
  { count: 3, from: 9007199254740990 },
  { from: 1, to: 1e12, step: 1e-9 },
  { constructor: 1 },
);

/** A change: somewhere, of some kind. */
const mutation = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'insert', 'double'),
  value: nasty,
  key: fc.constantFrom(
    'x',
    'constructor',
    'toString',
    'extends',
    'name',
    'use',
    'when',
    'label',
    'count',
    'step',
  ),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

/** Parts that only a configuration of one experiment has are mutated by the tests of those. */
const closed = new Set(['data', 'heads', 'losses', 'experiment']);

function places(tree: Tree, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof tree !== 'object' || tree === null || closed.has(path.at(-1) ?? '')) return [path];
  return [path, ...Object.entries(tree).flatMap(([name, part]) => places(part, [...path, name]))];
}

function mutate(tree: Tree, { place, kind, value, key }: Mutation): Tree {
  const all = places(tree).slice(1);
  const path = all[place % Math.max(1, all.length)] ?? [];
  return at(tree, path, (part) => {
    if (kind === 'remove') return undefined;
    if (kind === 'double') return Array.isArray(part) ? [...part, ...part] : [part, part];
    if (kind === 'insert' && typeof part === 'object' && part !== null) {
      return Array.isArray(part) ? [...part, value] : { ...part, [key]: value };
    }
    return value;
  });
}

function at(tree: Tree, [name, ...rest]: readonly string[], change: (part: Tree) => Tree): Tree {
  if (name === undefined) return change(tree);
  if (Array.isArray(tree)) {
    return tree
      .map((part: Tree, index) => (String(index) === name ? at(part, rest, change) : part))
      .filter((part) => part !== undefined);
  }
  return Object.fromEntries(
    Object.entries(Object(tree)).map(([own, part]) => [own, own === name ? at(part, rest, change) : part]),
  );
}

test('fuzz of sweeps: every mutated file is accepted, or refused with the place of each mistake', {
  timeout: 600_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'highorder-mutations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'near.yaml'), JSON.stringify({ data: data(3) }));
  const { name: _, ...fields } = method('', 4);
  writeFileSync(join(folder, 'method.yaml'), JSON.stringify(fields));
  const registry = await loadPlugins(folder);
  const versions = codeVersions(registry);
  const paces = { secondsOf: () => Promise.resolve(0.01) };

  const endOf = async (tree: Tree, overrides: readonly string[] = []): Promise<'accepted' | 'refused'> => {
    writeFileSync(join(folder, 'sweep.yaml'), JSON.stringify(tree));
    try {
      const request = { sources: ['sweep.yaml'], overrides, folder, searchPath: [], registry };
      await prepareSweep(resolveSweep(request), { directory: folder, versions, paces });
      return 'accepted';
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const problems = error instanceof ConfigurationError ? error.problems : [];
      expect(problems.length).toBeGreaterThan(0);
      for (const { message, origin } of problems) {
        expect(message).not.toMatch(/\[object|undefined|^$/);
        expect(origin.type === 'default' ? origin : '').toBe('');
        if (origin.type === 'file') expect(Math.min(origin.line, origin.column)).toBeGreaterThan(0);
      }
      expect(error.message.length).toBeLessThan(100_000);
      return 'refused';
    }
  };

  for (const whole of wholes) expect(await endOf(whole)).toBe('accepted');
  const ends = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...wholes),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      async (whole, mutations) => {
        ends[await endOf(mutations.reduce(mutate, whole))] += 1;
      },
    ),
    { seed: Number(process.env['FUZZ_SEED'] ?? 13), numRuns: Number(process.env['FUZZ_RUNS'] ?? 200) },
  );
  // Most mutations are mistakes, and some are not.
  expect(ends.refused).toBeGreaterThan(ends.accepted);
  expect(ends.accepted).toBeGreaterThan(0);
});
