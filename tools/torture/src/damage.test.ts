import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Damage, damaged, damages } from './damage.ts';

const files = new Map<string, Uint8Array>([
  ['a.json', Buffer.from('{"x":[1,2],"y":3}')],
  ['b.bin', Buffer.from('abcdef')],
]);
const after = (change: Partial<Damage> & Pick<Damage, 'kind'>) => {
  const whole = { file: 1, other: 0, place: 2, bytes: Buffer.from('ZZ'), value: null, ...change };
  return Object.fromEntries(
    [...damaged(files, whole)].map(([name, content]) => [name, content && Buffer.from(content).toString()]),
  );
};

test('each kind of damage changes its file, and no other', () => {
  expect(after({ kind: 'truncate' })).toEqual({ 'b.bin': 'ab' });
  expect(after({ kind: 'delete' })).toEqual({ 'b.bin': undefined });
  expect(after({ kind: 'double' })).toEqual({ 'b.bin': 'abcdefabcdef' });
  expect(after({ kind: 'bytes' })).toEqual({ 'b.bin': 'abZZef' });
  expect(after({ kind: 'swap' })).toEqual({ 'b.bin': '{"x":[1,2],"y":3}', 'a.json': 'abcdef' });
  expect(after({ kind: 'json', value: { z: 1 } })).toEqual({ 'b.bin': 'abcdef{"z":1}' });
});

test.each([
  [0, '"!"'],
  [1, '{"x":"!","y":3}'],
  [3, '{"x":[1,"!"],"y":3}'],
  [4, '{"x":[1,2],"y":"!"}'],
  [6, '{"x":"!","y":3}'],
])('value %i of a JSON document is replaced', (place, text) => {
  expect(after({ kind: 'json', file: 0, place, value: '!' })).toEqual({ 'a.json': text });
});

test('any damage names files that are there', () => {
  fc.assert(
    fc.property(damages(), (damage) => [...damaged(files, damage).keys()].every((name) => files.has(name))),
    { seed: 1 },
  );
});
