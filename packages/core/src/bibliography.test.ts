import { expect, test } from 'vitest';
import { bibliography, bibtexOf, isKey } from './bibliography.ts';

test.each(Object.entries(bibliography))('%s is an entry under its own key', (key, entry) => {
  expect(entry).toMatch(new RegExp(`^@[a-z]+\\{${key},\n`));
  expect(entry.endsWith('\n}')).toBe(true);
  for (const field of ['title', 'author', 'year'])
    expect(entry).toMatch(new RegExp(`^ {2}${field} = \\{`, 'm'));
  expect(entry.split('{').length).toBe(entry.split('}').length);
});

test('a citation is a key or an entry of its own', () => {
  expect(bibtexOf('chen2025homo')).toBe(bibliography.chen2025homo);
  expect(bibtexOf('@misc{own}')).toBe('@misc{own}');
  expect(isKey('toString')).toBe(false);
});
