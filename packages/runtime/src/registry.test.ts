import { defineKind, definePlugin } from '@highorder/core';
import { expect, test } from 'vitest';
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
  ['the same plugin twice', [noise, white, white], /There is a noise "white" already/],
  ['a kind that exists', defineKind({ name: 'loss', summary: 'Another.' }), /There is a kind "loss" already/],
])('refuses a package that exports %s', (_, exported, message) => {
  expect(() => createRegistry([{ package: 'noisy', exported }])).toThrow(message);
});
