import { describe, expect, test } from 'vitest';
import { compose, errorOf, minimal, override, problemsOf } from './testing/workspace.ts';

/** What is told of a file beside a sound one. */
const told = (text: string) =>
  problemsOf(() => compose({ 'b.yaml': minimal, 'a.yaml': text }, { sources: ['b', 'a'] }));

describe('reliability 16: what no configuration comes near is refused with its place', () => {
  test('an alias bomb', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${new Array(9).fill(`*a${level}`).join(', ')}]`,
    );
    const [problem, ...rest] = told(`a0: &a0 x\n${levels.join('\n')}\n`);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({
      code: 'syntax',
      message: 'These are more than 200000 values, those that aliases repeat counted.',
      origin: { type: 'file', file: 'a.yaml', line: 7 },
    });
  });

  test('20,000 keys: the first are told', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    const error = errorOf(() => compose({ 'a.yaml': `${minimal}${keys}\n` }));
    expect(error.message).toMatch(/And 950 more mistakes, or even more\.$/);
    expect(error.message.length).toBeLessThan(30_000);
  });

  test('a key that stands twice is still told', () => {
    expect(told('seed: 1\nsteps: 3\nseed: 2\n')).toMatchObject([
      { message: 'The key "seed" stands here twice.', origin: { line: 3, column: 1 } },
    ]);
  });

  test.each([
    ['lists on a line', `seed: ${'['.repeat(100_000)}`, { line: 1, column: 107 }],
    ['maps on a line', `seed: 1\nx: ${'{a: '.repeat(1000)}`, { line: 2 }],
    [
      'blocks',
      Array.from({ length: 1000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
      { line: 201 },
    ],
    ['dashes on a line', `seed: 1\n${'- '.repeat(1000)}x`, { line: 2, column: 1 }],
  ])('1,000 levels of %s', (_, text, origin) => {
    expect(told(text)).toMatchObject([
      { message: 'Lists and maps are nested more than 100 deep.', origin: { file: 'a.yaml', ...origin } },
    ]);
  });

  test('1,000 levels in an argument, of the value or of the key', () => {
    expect(problemsOf(() => override(`seed=${'['.repeat(1000)}`))).toMatchObject([
      { message: 'the value is not YAML: Lists and maps are nested more than 100 deep.' },
    ]);
    expect(problemsOf(() => override(`${'a.'.repeat(10_000)}b=1`))).toMatchObject([
      { message: 'this names no place.' },
    ]);
  });

  test('5 million characters', () => {
    expect(told('# a comment\n'.repeat(420_000))).toMatchObject([
      { message: 'This has 5040000 characters; at most 4000000 are read.', origin: { line: 1 } },
    ]);
  });

  test('brackets inside of quotes and comments are no levels', () => {
    const brackets = '['.repeat(200);
    expect(compose({ 'a.yaml': `${minimal}# ${brackets}\nname: "a" # ${brackets}\n` }).name).toBe('a');
  });
});

describe('reliability 17: a text that is no file name', () => {
  test.each([
    ['a NUL', '"a\\0b"', 'a\0b'],
    ['5,000 characters', 'x'.repeat(5000), 'x'.repeat(5000)],
    ['a thousand folders', 'x/'.repeat(1000), 'x/'.repeat(1000)],
  ])('%s in `extends`', (_, written, name) => {
    const [problem] = told(`seed: 1\nextends: ${written}\n`);
    expect(problem).toMatchObject({
      code: 'source',
      found: name,
      origin: { type: 'file', file: 'a.yaml', line: 2, column: 10 },
    });
    expect(problem?.message.length).toBeLessThan(400);
  });

  test('as the name of a source, on one short line', () => {
    const error = errorOf(() => compose({ 'a.yaml': minimal }, { sources: ['x'.repeat(5000)] }));
    expect(error.message).toMatch(/no configuration is called "x{140}… \(5000 characters\)"/);
    expect(error.message.length).toBeLessThan(1000);
  });

  test('as the name of an experiment', () => {
    expect(problemsOf(() => override(`name=${'x'.repeat(5000)}`))).toMatchObject([
      { path: 'name', expected: 'at most 200 characters' },
    ]);
  });
});

test('reliability 14: numbers that can never work are refused by the schema', () => {
  const refused = ['training.batch=1000000000', 'evaluation.samples=1000000000', 'training.steps=1e12'];
  const paths = problemsOf(() => override(...refused)).map(({ path }) => path);
  expect(paths).toEqual(['training.steps', 'training.batch', 'evaluation.samples']);
});

describe("reliability 15: names of JavaScript's own are unknown fields, with their place", () => {
  test.each([
    ['constructor=1', 'constructor'],
    ['toString=1', 'toString'],
    ['__proto__=1', '__proto__'],
    ['__proto__={seed: 3}', '__proto__'],
    ['training.valueOf=1', 'training.valueOf'],
    ['training.constructor.prototype=1', 'training.constructor'],
    ['constructor.0=1', 'constructor.0'],
    ['heads.0.hasOwnProperty=1', 'heads.0.hasOwnProperty'],
    ['heads.0.__proto__=1', 'heads.0.__proto__'],
    ['losses.0.times={use: uniform, constructor: 3}', 'losses.0.times.constructor'],
    ['losses.0.times={use: constructor}', 'losses.0.times.use'],
  ])('%s', (argument, path) => {
    const problems = problemsOf(() => override(argument));
    expect(problems).toMatchObject([{ path, origin: { type: 'command-line', argument } }]);
  });

  test('in files too', () => {
    expect(told('constructor: 1\n__proto__: { seed: 3 }\n').map(({ path }) => path)).toEqual([
      'constructor',
      '__proto__',
    ]);
  });
});

test('reliability 18: keys, comments and values cannot steer the terminal', () => {
  const escape = '\u001b]0;owned\u0007';
  const error = errorOf(() =>
    compose(
      { 'a.yaml': `${minimal}"k\\e[2J": 1 # ${escape}\nseed: "\\e[31m"\n` },
      { overrides: [`x${escape}=1`] },
    ),
  );
  expect(error.message).not.toMatch(/[^\P{Cc}\n]/u);
  expect(error.message).toContain(String.raw`# \x1b]0;owned\x07`);
});

describe('README "The place of a mistake": a derived name', () => {
  const nameOf = (...sources: readonly string[]) =>
    compose(Object.fromEntries(sources.map((source) => [source, minimal])), { sources }).name;

  test.each([
    './é.yaml',
    './_my.yaml',
    './.hid.yaml',
    './数据.yaml',
    './a (2).yaml',
    `./${'x'.repeat(230)}.yaml`,
  ])('of %s is valid', (source) => {
    expect(nameOf(source)).toMatch(/^[A-Za-z0-9][\w.-]{0,199}$/);
  });

  test('tells files apart', () => {
    const sources = [
      'é',
      'è',
      'e',
      '_e',
      '.e',
      'e-',
      '数',
      '据',
      'a b',
      'a-b',
      'a  b',
      `${'x'.repeat(220)}1`,
      `${'x'.repeat(220)}2`,
    ];
    const names = sources.map((source) => nameOf(`${source}.yaml`));
    expect(new Set(names).size).toBe(sources.length);
  });

  test('keeps what was valid', () => {
    expect(nameOf('my-points_2.v1.yaml')).toBe('my-points_2.v1');
  });

  test('of many files is valid', () => {
    const sources = Array.from({ length: 30 }, (_, index) => `configuration-${index}.yaml`);
    expect(nameOf(...sources)).toMatch(/^[A-Za-z0-9][\w.-]{0,199}$/);
  });
});
