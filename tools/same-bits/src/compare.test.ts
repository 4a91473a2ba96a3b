import { expect, test } from 'vitest';
import { compare } from './compare.ts';

const run = { state: 'a', values: 'b' };
const failed = { failed: 'Error: there is no engine.' };

test.each([
  [run, run, 'same'],
  [run, { state: 'c', values: 'b' }, 'other state'],
  [run, { state: 'a', values: 'c' }, 'other values'],
  [{ values: 'b' }, { values: 'b' }, 'same'],
  [run, failed, 'fails now'],
  [failed, run, 'failed before'],
  [failed, failed, 'fails on both sides'],
] as const)('%j and %j: %s', (before, now, verdict) => {
  expect(compare(before, now)).toBe(verdict);
});
