import { expect, test } from 'vitest';
import { defineKind } from './define-kind.ts';
import { builtInKinds } from './kinds.ts';

test('a kind is its name and its summary', () => {
  expect(defineKind({ name: 'noise', summary: 'Perturbs points.' })).toEqual({
    definition: 'kind',
    name: 'noise',
    summary: 'Perturbs points.',
  });
});

test('refuses what is not a name', () => {
  expect(() => defineKind({ name: 'My Kind', summary: '' })).toThrow('kind "My Kind": This is not a name.');
});

test('built-in kinds have different names and a sentence each', () => {
  const names = builtInKinds.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('interpolant');
  for (const { summary } of builtInKinds) expect(summary).toMatch(/^[A-Z].*\.$/);
});
