import { describe, expect, test } from 'vitest';
import { compose, errorOf, minimal, problemsOf } from './testing/workspace.ts';

const seedOf = (seed: number) => `seed: ${seed}\n`;

describe('extends', () => {
  test('takes one path or several, relative to the file or from the search path, left to right', () => {
    const { settings } = compose({
      'configs/problems/circle.yaml': `${minimal}training: { steps: 1, batch: 1, log: 1 }\n`,
      'configs/methods/fast.yml': 'training: { steps: 2, batch: 2 }\n',
      'configs/experiments/a.yaml': 'extends: [../problems/circle, methods/fast]\ntraining: { steps: 3 }\n',
      'configs/experiments/b.yaml': 'extends: a\nseed: 7\n',
    });
    expect(settings).toMatchObject({ seed: 7, training: { steps: 3, batch: 2, log: 1 } });
  });

  test('lays a shared base below all that build on it', () => {
    const { settings } = compose(
      {
        'configs/base.yaml': `${minimal}${seedOf(1)}`,
        'configs/problem.yaml': `extends: base\n${seedOf(2)}`,
        'configs/method.yaml': 'extends: base\ntraining: { steps: 3 }\n',
      },
      { sources: ['problem', 'method'] },
    );
    expect(settings).toMatchObject({ seed: 2, training: { steps: 3 } });
  });

  test('is not a field of the result', () => {
    const experiment = compose({ 'b.yaml': minimal, 'a.yaml': 'extends: b.yaml\n' });
    expect(experiment.yaml()).not.toContain('extends');
  });
});

describe('sources', () => {
  const files = {
    'configs/problems/circle.yaml': `${minimal}${seedOf(1)}`,
    'configs/methods/shortcut.yaml': seedOf(2),
    'configs/experiments/quick.yaml': `${minimal}${seedOf(3)}`,
    'mine.yaml': seedOf(4),
  };
  const composed = (...sources: string[]) => compose(files, { sources });

  test('merge left to right', () => {
    expect(composed('problems/circle', 'methods/shortcut').settings.seed).toBe(2);
    expect(composed('problems/circle', 'mine.yaml', './configs/methods/shortcut.yaml').settings.seed).toBe(2);
    expect(composed('problems/circle', 'mine').settings.seed).toBe(4);
  });

  test('give the experiment its name', () => {
    expect(composed('problems/circle', 'methods/shortcut').name).toBe('circle-shortcut');
    expect(composed('experiments/quick', 'methods/shortcut').name).toBe('quick');
    expect(composed('configs/problems/circle.yaml').name).toBe('circle');
    expect(compose({ 'a.yaml': `${minimal}name: mine\n` }).name).toBe('mine');
  });
});

describe('a file that cannot be used', () => {
  test('is told by its nearest names', () => {
    const files = { 'configs/problems/circle.yaml': minimal, 'configs/methods/homo-2.yaml': '' };
    const error = errorOf(() => compose(files, { sources: ['problems/circel', 'methods/homo-2'] }));
    expect(error.message).toBe(
      [
        'command line  no configuration is called "problems/circel". Looked in ., configs.',
        '    problems/circel',
        '    ^',
        '  Known: methods/homo-2, problems/circle. Closest: problems/circle.',
      ].join('\n'),
    );
  });

  test('is told with the line that extends it', () => {
    const [problem] = problemsOf(() => compose({ 'a.yaml': `seed: 1\nextends: [nowhere]\n` }));
    expect(problem).toMatchObject({
      code: 'source',
      path: 'extends',
      origin: { type: 'file', file: 'a.yaml', line: 2, column: 11 },
      excerpt: 'extends: [nowhere]',
      message: 'no configuration is called "nowhere". Looked in ., configs.',
    });
  });

  test('is not in a circle', () => {
    const problems = problemsOf(() =>
      compose({ 'b.yaml': 'extends: a\n', 'c.yaml': 'extends: b\n', 'a.yaml': `extends: c\n${minimal}` }),
    );
    expect(problems).toMatchObject([
      {
        message: 'files extend each other in a circle: a.yaml -> c.yaml -> b.yaml -> a.yaml.',
        origin: { file: 'b.yaml', line: 1, column: 10 },
      },
    ]);
  });

  test.each([
    ['extends: { path: a }', 'extends', '`extends` takes a path, or a list of paths.'],
    ['- seed: 1', '', 'a configuration is a map of fields, such as `seed: 0`.'],
    ['seed: [1', '', 'Flow sequence in block collection must be sufficiently indented and end with a ].'],
  ])('says why: %s', (text, path, message) => {
    const files = { 'b.yaml': minimal, 'a.yaml': `${text}\n` };
    expect(problemsOf(() => compose(files, { sources: ['b', 'a'] }))).toMatchObject([{ path, message }]);
  });

  test('hides no mistake of the others, and makes none up', () => {
    const files = { 'broken.yaml': 'heads: [', 'a.yaml': 'sed: 1\ninterpolant: { use: ott }\n' };
    const problems = problemsOf(() =>
      compose(files, { sources: ['broken', 'a'], overrides: ['losses.1.weight=2'] }),
    );
    expect(problems.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: 'unknown-key', path: 'sed' },
      { code: 'unknown-plugin', path: 'interpolant.use' },
      { code: 'syntax', path: '' },
    ]);
  });

  test('no source at all', () => {
    expect(problemsOf(() => compose({}, { sources: [] }))).toMatchObject([
      { message: 'no configuration is named.' },
    ]);
  });
});
