import { describe, expect, test } from 'vitest';
import { ConfigurationError } from './configuration-error.ts';
import { registryOf } from './testing/plugins.ts';
import { compose, errorOf, minimal, override, problemsOf } from './testing/workspace.ts';

const ring = `# A ring of eight modes.
data:
  source: { use: gaussian, variance: 0.3 }
  target: { use: gaussian, center: [13, 0] }
seed: 0
heads:
  - { use: mlp, order: 1 }
  - use: mlp
    order: 2
    hidden: [100, wide]
losses:
  - { use: matching, order: 1 }
  - { use: matching, order: 2, wieght: 1.0e-3 }
  - { use: self-consistancy, weight: 1 }
`;

describe('messages', () => {
  test('show the place, the line and the closest name, all mistakes in one pass', () => {
    const { message } = errorOf(() =>
      compose(
        { 'configs/experiments/ring8.yaml': ring },
        { overrides: ['interpolant.use=vp-odee', 'losses.0.wieght=3'] },
      ),
    );
    expect(
      message,
    ).toBe(`configs/experiments/ring8.yaml:10:19  heads.1.hidden.1: expected a number; found the text "wide".
    10 |     hidden: [100, wide]
       |                   ^

configs/experiments/ring8.yaml:13:32  losses.1.wieght: loss/matching has no option "wieght".
    13 |   - { use: matching, order: 2, wieght: 1.0e-3 }
       |                                ^
  Known: order, times, weight. Closest: weight.

configs/experiments/ring8.yaml:14:12  losses.2.use: no loss is called "self-consistancy".
    14 |   - { use: self-consistancy, weight: 1 }
       |            ^
  Known: matching, self-consistency. Closest: self-consistency.

command line  interpolant.use: no interpolant is called "vp-odee".
    interpolant.use=vp-odee
                    ^
  Known: vp-ode, ot, cubic. Closest: vp-ode.

command line  losses.0.wieght: loss/matching has no option "wieght".
    losses.0.wieght=3
             ^
  Known: order, times, weight. Closest: weight.`);
  });

  test('say what is missing, and where it should stand', () => {
    const { message } = errorOf(() => compose({ 'a.yaml': 'data: { source: { use: gaussian } }\n' }));
    expect(message).toBe(`a.yaml:1:1  heads: is missing; expected a list.
    1 | data: { source: { use: gaussian } }
      | ^
  Way out: Add heads: … here.

a.yaml:1:1  losses: is missing; expected a list.
    1 | data: { source: { use: gaussian } }
      | ^
  Way out: Add losses: … here.

a.yaml:1:7  data.target: is missing; expected a component of kind data: { use: … }.
    1 | data: { source: { use: gaussian } }
      |       ^
  Known: gaussian, mixture-of, points.
  Way out: Add target: … here.`);
  });

  test('keep the caret under the place after tabs', () => {
    const { message } = errorOf(() => compose({ 'a.yaml': `${minimal}seed:\t\tx\n` }));
    expect(message).toContain('    7 | seed:\t\tx\n      |      \t\t^');
  });

  test('say which sort of value is meant', () => {
    const { message } = errorOf(() => override('heads.0={use: mlp, order: 1, hidden: [0.5]}', 'scaling=3'));
    expect(message).toContain('heads.0.hidden.0: expected a whole number; found 0.5.');
    expect(message).toContain('scaling: expected a component of kind scaling: { use: … }; found 3.');
  });
});

test('an unknown plugin may be one of a package that does not load: its reason is told then, and only then', () => {
  const reason = 'mine/plugin.ts:3:1: The plugins of mine do not load: SyntaxError: Unexpected token';
  const registry = { ...registryOf(), failures: [{ package: 'mine', reason }] };
  const attempt = (override: string) => () =>
    compose({ 'a.yaml': minimal }, { overrides: [override], registry });
  expect(problemsOf(attempt('interpolant.use=spline'))).toMatchObject([
    { fix: `If it comes with one of these packages, mend it first:\n  ${reason}` },
  ]);
  expect(attempt('interpolant.use=cubic')).not.toThrow();
});

describe('problems can be read by a program', () => {
  test('with all parts', () => {
    const error = errorOf(() => override('interpolant.use=vp-odee'));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(JSON.parse(JSON.stringify(error.problems))).toEqual([
      {
        code: 'unknown-plugin',
        path: 'interpolant.use',
        origin: { type: 'command-line', argument: 'interpolant.use=vp-odee', column: 17 },
        excerpt: 'interpolant.use=vp-odee',
        message: 'no interpolant is called "vp-odee".',
        found: 'vp-odee',
        expected: 'the name of a plugin of kind interpolant',
        known: ['vp-ode', 'ot', 'cubic'],
        closest: 'vp-ode',
      },
    ]);
  });
});

describe('values', () => {
  test.each([
    ['seed=-1', 'seed', 'expected a number at least 0; found -1.'],
    ['seed=1.5', 'seed', 'expected a whole number; found 1.5.'],
    ['seed=', 'seed', 'expected a number; found the text "".'],
    ['seed=null', 'seed', 'expected a number; found nothing (null).'],
    ['data.samples=old', 'data.samples', 'expected fresh or a number; found the text "old".'],
    ['data.samples=0', 'data.samples', 'expected a number at least 1; found 0.'],
    ['training.average=1', 'training.average', 'expected a number below 1; found 1.'],
    ['evaluation.steps=[]', 'evaluation.steps', 'expected at least 1 item; found an empty list.'],
    ['heads={}', 'heads', 'expected a list; found an empty map.'],
    ['heads.0.activation=tahn', 'heads.0.activation', 'expected tanh or silu; found the text "tahn".'],
    ['losses.0.weight=-1', 'losses.0.weight', 'expected a number at least 0; found -1.'],
    [
      'losses.0.times={use: uniform, interval: [0]}',
      'losses.0.times.interval',
      'expected at least 2 items; found a list of 1.',
    ],
    [
      'training.optimizer.learningRate=-1',
      'training.optimizer.learningRate.value',
      'expected a number above 0; found -1.',
    ],
    [
      'training.optimizer.learningRate=fast',
      'training.optimizer.learningRate',
      'expected a component of kind learning-rate: { use: … }, or a number; found the text "fast".',
    ],
    [
      'training.optimizer.learningRate={use: 3}',
      'training.optimizer.learningRate.use',
      'expected the name of a plugin of kind learning-rate; found 3.',
    ],
    [
      'training.optimizer.learningRate={use: cosine}',
      'training.optimizer.learningRate.peak',
      'is missing; expected a number.',
    ],
    ['training={stepz: 3}', 'training.stepz', 'training has no field "stepz".'],
    ['training=3', 'training', 'expected a map; found 3.'],
    [
      'name=a/b',
      'name',
      'expected a name of letters, digits, hyphens, dots and underscores; found the text "a/b".',
    ],
    [
      'heads.0={order: 1, use: null}',
      'heads.0.use',
      'expected the name of a plugin of kind head; found nothing (null).',
    ],
    ['+losses={weight: 1}', 'losses.1.use', 'is missing; expected the name of a plugin of kind loss.'],
    ['extends=base', 'extends', 'an experiment has no field "extends".'],
  ])('%s', (argument, path, message) => {
    expect(problemsOf(() => override(argument))).toMatchObject([{ path, message }]);
  });

  test('a name in place of a component gets the way out', () => {
    expect(problemsOf(() => override('scaling=none'))).toMatchObject([
      { path: 'scaling', closest: 'none', fix: 'Write { use: none }.' },
    ]);
  });

  test('what stands beside an unknown plugin is checked all the same', () => {
    const problems = problemsOf(() => override('losses.0={use: matchin, weight: heavy, order: 7}'));
    expect(problems.map(({ path }) => path)).toEqual(['losses.0.use', 'losses.0.weight']);
  });
});

describe('mistakes that are found later', () => {
  test('get the origin of their place, or of what is around it', () => {
    const experiment = compose({ 'a.yaml': minimal });
    const message = 'needs a head of order 2; heads have order 1.';
    expect(experiment.problem({ path: 'losses.0.order', message })).toMatchObject({
      origin: { type: 'default', owner: 'loss/matching' },
    });
    expect(experiment.problem({ path: 'losses.0.rows', message })).toMatchObject({
      origin: { type: 'file', file: 'a.yaml', line: 6, column: 5 },
      excerpt: '  - { use: matching }',
    });
  });
});
