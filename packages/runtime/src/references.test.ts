import { InputError } from '@highorder/core';
import { expect, test } from 'vitest';
import { houseReferences, parseReferences, resolveCitations } from './references.ts';

test.each([...houseReferences()])('%s is an entry under its own key', (key, entry) => {
  expect(entry).toMatch(new RegExp(`^@[a-z]+\\{${key},\n`));
  expect(entry.endsWith('\n}')).toBe(true);
  for (const field of ['title', 'author', 'year'])
    expect(entry).toMatch(new RegExp(`^ {2}${field} = \\{`, 'm'));
  expect(entry.split('{').length).toBe(entry.split('}').length);
});

test('entries of a file, by their keys, whatever stands before them and however lines end', () => {
  const text = 'A remark.\r\n\r\n@book{one,\r\n  title = {A, B}\r\n}\r\n@misc {two, note={x@y}}\n';
  expect([...parseReferences(text)]).toEqual([
    ['one', '@book{one,\n  title = {A, B}\n}'],
    ['two', '@misc {two, note={x@y}}'],
  ]);
});

const own = parseReferences('@misc{mine, title={Mine}}\n@misc{homo, title={My own}}');
const house = parseReferences('@misc{homo, title={Theirs}}\n@misc{flow, title={Flow}}');
const cited = (...cite: readonly string[]) => resolveCitations({ name: 'p', cite }, [own, house]);

test('a key is one of the own package first, then of the house; an entry stands for itself', () => {
  expect(cited('mine', 'homo', 'flow', '@misc{here}')).toEqual([
    '@misc{mine, title={Mine}}',
    '@misc{homo, title={My own}}',
    '@misc{flow, title={Flow}}',
    '@misc{here}',
  ]);
});

test('a key that nobody knows: the nearest, or how to bring the entry', () => {
  expect(() => cited('flows')).toThrow(InputError);
  expect(() => cited('flows')).toThrow(
    /^plugin "p": No work is known by the key "flows"\.\n.*\n {2}Way out: Did you mean flow\?$/,
  );
  expect(() => cited('toString')).toThrow('Add "references": "./references.bib"');
});
