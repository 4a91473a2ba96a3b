import { defineKind, definePlugin } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createRegistry } from './registry.ts';

declare module '@highorder/core' {
  interface Components {
    readonly noise: { readonly level: number };
  }
}

const noise = defineKind({ name: 'noise', summary: 'Perturbs the points of a batch.' });
const white = definePlugin({
  kind: 'noise',
  name: 'white',
  summary: 'White noise.',
  cite: [],
  options: z.strictObject({ level: z.number().default(1).describe('Its size.') }),
  create: ({ level }) => ({ level }),
});

test('a package may bring a kind of its own, and plugins of it', () => {
  const registry = createRegistry([{ package: 'noisy', exported: [white, noise] }]);
  expect(registry.kinds().map(({ name }) => name)).toContain('noise');
  expect(registry.names('noise')).toEqual(['white']);
  expect(registry.find('noise', 'white')).toBe(white);
  expect(registry.find('noise', 'pink')).toBeUndefined();
});

test('the kinds of this workspace are always there', () => {
  const names = createRegistry([])
    .kinds()
    .map(({ name }) => name);
  expect(names).toEqual([...names].sort());
  expect(names).toEqual(
    expect.arrayContaining(['interpolant', 'head', 'loss', 'integrator', 'data', 'engine']),
  );
});

test.each([
  [
    'something else',
    [{ hello: 1 }],
    /^noisy: Its default export holds something that is neither a plugin nor a kind/,
  ],
  ['nothing', undefined, /neither a plugin nor a kind/],
  ['a plugin of an undeclared kind', white, /Plugin "white" is of the kind "noise", which nothing declares/],
  ['the same plugin twice', [noise, white, white], /noisy: It brings a noise "white", and so does noisy\./],
  [
    'a kind that exists',
    defineKind({ name: 'loss', summary: 'Another.' }),
    /noisy: It brings a kind "loss", and so does @highorder\/core\./,
  ],
])('refuses a package that exports %s', (_, exported, message) => {
  expect(() => createRegistry([{ package: 'noisy', exported }])).toThrow(message);
});

describe('extend 12: a clash of names', () => {
  const twice = [
    { package: '@highorder/noise-basic', exported: [noise, white] },
    { package: 'mine', folder: '/project/mine', exported: white },
  ];

  test('says both owners and the ways out, which work', () => {
    expect(() => createRegistry(twice)).toThrow(
      'mine (/project/mine): It brings a noise "white", and so does @highorder/noise-basic.\n' +
        '  Way out: Give it another `name` in mine, or remove mine from the dependencies in your package.json.',
    );
    const renamed = { package: 'mine', folder: '/project/mine', exported: { ...white, name: 'whiter' } };
    expect(createRegistry([...twice.slice(0, 1), renamed]).names('noise')).toEqual(['white', 'whiter']);
    expect(createRegistry(twice.slice(0, 1)).names('noise')).toEqual(['white']);
  });
});

describe('what a plugin cites', () => {
  const citing = (cite: readonly string[]) => ({
    package: 'mine',
    folder: '/project/mine',
    references: new Map([['mine2026', '@misc{mine2026}']]),
    exported: [noise, { ...white, cite }],
  });

  test('is given as whole entries: those of its package, of this workspace, its own', () => {
    const cite = createRegistry([citing(['mine2026', 'chen2025homo', '@misc{here}'])]).find(
      'noise',
      'white',
    )?.cite;
    expect(cite?.map((entry) => /\{(\w+)/.exec(entry)?.[1])).toEqual(['mine2026', 'chen2025homo', 'here']);
  });

  test('leaves it out where nobody knows the work', () => {
    const { failures, names } = createRegistry([citing(['chen2025homa'])]);
    expect(names('noise')).toEqual([]);
    expect(failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/No work is known by the key "chen2025homa"\.[^]*Did you mean chen2025homo\?/),
    ]);
  });
});

test('a plugin that a core of another major version defined is left out, and told of', () => {
  const others = { package: 'mine', folder: '/project/mine' };
  const { failures, names } = createRegistry([{ ...others, exported: [noise, { ...white, api: 2 }] }]);
  expect(names('noise')).toEqual([]);
  expect(failures.map(({ reason }) => reason)).toEqual([
    'mine: The plugin noise/white was defined by a @highorder/core of another major version (its API is 2, this one is 1).\n' +
      '  Way out: Install the major version of @highorder/core in mine that HighOrder itself has.',
  ]);
});

test('a package of others that is wrong is left out, and told of', () => {
  const others = { package: 'mine', folder: '/project/mine' };
  const registry = createRegistry(
    [
      { package: 'noisy', exported: [noise, white] },
      { ...others, exported: [{ hello: 1 }] },
      { ...others, exported: { ...white, name: 'pink', kind: 'smell' } },
    ],
    [{ package: 'broken', reason: 'It does not load.' }],
  );
  expect(registry.names('noise')).toEqual(['white']);
  expect(registry.failures.map(({ reason }) => reason.split('\n')[0])).toEqual([
    'It does not load.',
    'mine: Its default export holds something that is neither a plugin nor a kind.',
    'mine: Plugin "pink" is of the kind "smell", which nothing declares.',
  ]);
});
