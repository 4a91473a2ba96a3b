import { expect, test } from 'vitest';
import { findFaults } from './find-faults.ts';
import { shuffled } from './sample.ts';

const source = 'f(a + b * c);\nf(x.minus(y), 1, 2.5, a < b);\nf(Math.max(a, 3), Math.sin(t), !a);';
const faults = findFaults('a.ts', source);

test('is the same each time, and another with another seed', () => {
  expect(shuffled(faults, 0)).toEqual(shuffled(faults, 0));
  expect(shuffled(faults, 1)).not.toEqual(shuffled(faults, 0));
});

test('holds every fault once', () => {
  expect(new Set(shuffled(faults, 0))).toEqual(new Set(faults));
});

test('begins with one fault of each kind', () => {
  const kinds = new Set(faults.map(({ kind }) => kind));
  const first = shuffled(faults, 0).slice(0, kinds.size);
  expect(new Set(first.map(({ kind }) => kind))).toEqual(kinds);
});

test('does not change when lines come before', () => {
  const changes = (text: string) => shuffled(findFaults('a.ts', text), 0).map(({ change }) => change);
  expect(changes(`// A comment.\n${source}`)).toEqual(changes(source));
});
