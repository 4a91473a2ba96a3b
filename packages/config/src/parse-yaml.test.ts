import { describe, expect, test } from 'vitest';
import { leavesOf, plainOf } from './located.ts';
import { parseYamlFile } from './parse-yaml.ts';

function parse(text: string) {
  return parseYamlFile('a.yaml', text);
}

function valueOf(text: string): unknown {
  const { node } = parse(text);
  return node === undefined ? undefined : plainOf(node);
}

describe('a YAML text', () => {
  test('keeps the line and column of every value', () => {
    const { node } = parse('a: 1\nb:\n  - { c: two, d: [3] }\n');
    const places = node === undefined ? [] : leavesOf(node).map(({ path, origin }) => ({ path, origin }));
    const at = (line: number, column: number) => ({ type: 'file', file: 'a.yaml', line, column });
    expect(places).toEqual([
      { path: 'a', origin: at(1, 4) },
      { path: 'b.0.c', origin: at(3, 10) },
      { path: 'b.0.d.0', origin: at(3, 19) },
    ]);
  });

  test('follows YAML 1.2: no is a text, 1e-3 a number, an empty value null', () => {
    expect(valueOf('a: no\nb: 1.0e-3\nc:\nd: 0x10\n1: x')).toEqual({
      a: 'no',
      b: 1e-3,
      c: null,
      d: 16,
      '1': 'x',
    });
  });

  test('puts the value of an anchor where its alias stands', () => {
    expect(valueOf('a: &wide [1, 2]\nb: *wide')).toEqual({ a: [1, 2], b: [1, 2] });
  });

  test('keeps a key __proto__ as a key', () => {
    expect(Object.keys(valueOf('__proto__: { a: 1 }') ?? {})).toEqual(['__proto__']);
  });

  test('is undefined where it is empty', () => {
    expect(parse('# nothing\n')).toEqual({ node: undefined, mistakes: [] });
  });
});

describe('a mistake in YAML is told with its place', () => {
  test.each([
    ['a key that comes twice', 'a: 1\na: 2', { line: 2, column: 1 }, 'The key "a" stands here twice.'],
    [
      'an unknown tag',
      'a: !!python/name:os.system x',
      { line: 1, column: 4 },
      'Unresolved tag: tag:yaml.org,2002:python/name:os.system.',
    ],
    ['an alias of nothing', 'a: *b', { line: 1, column: 4 }, 'No anchor before this alias has its name.'],
    ['a key that is a list', '[1]: 2', { line: 1, column: 1 }, 'A key must be a plain name.'],
    [
      'an anchor inside itself',
      'a: &b [*b, *b]',
      { line: 1, column: 8 },
      'This alias stands inside its own anchor.',
    ],
  ])('%s', (_, text, place, message) => {
    const [mistake] = parse(text).mistakes;
    expect(mistake).toEqual({ origin: { type: 'file', file: 'a.yaml', ...place }, message });
  });
});
