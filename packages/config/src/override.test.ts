import { describe, expect, test } from 'vitest';
import { plainOf } from './located.ts';
import { parseOverride } from './override.ts';
import { compose, minimal, override, problemsOf } from './testing/workspace.ts';

function valueOf(argument: string): unknown {
  const { override: parsed } = parseOverride(argument);
  return parsed === undefined || parsed.operation === 'delete' ? parsed : plainOf(parsed.value);
}

describe('the value of an override is YAML', () => {
  test.each([
    ['a=3', 3],
    ['a=-1.5e-3', -1.5e-3],
    ['a=true', true],
    ['a=null', null],
    ['a=', ''],
    ['a=text with spaces', 'text with spaces'],
    ['a="1,2"', '1,2'],
    ["a='b=c'", 'b=c'],
    ['a=b=c', 'b=c'],
    ['a=[1, 2,3]', [1, 2, 3]],
    ['a={use: cosine, peak: 3.0e-3}', { use: 'cosine', peak: 3e-3 }],
    ['+a=[]', []],
  ])('%s', (argument, value) => {
    expect(valueOf(argument)).toEqual(value);
  });
});

describe('an override changes', () => {
  test('a value, and is its origin', () => {
    const experiment = override('seed=3', 'training.steps=20');
    expect(experiment.settings).toMatchObject({ seed: 3, training: { steps: 20, batch: 512 } });
    expect(experiment.leaves().find(({ path }) => path === 'training.steps')).toEqual({
      path: 'training.steps',
      value: 20,
      origin: { type: 'command-line', argument: 'training.steps=20', column: 16 },
    });
  });

  test.each(['losses.0.weight=3', 'losses[0].weight=3', '+losses.0.weight=3', '++losses.0.weight=3'])(
    'an item of a list: %s',
    (argument) => {
      expect(override(argument).settings.losses).toMatchObject([{ name: 'matching', beside: { weight: 3 } }]);
    },
  );

  test('a component: its old options are gone', () => {
    const file = { 'a.yaml': `${minimal}interpolant: { use: vp-ode, a: 5 }\n` };
    expect(compose(file, { overrides: ['interpolant.b=2'] }).settings.interpolant).toMatchObject({
      name: 'vp-ode',
      options: { a: 5, b: 2 },
    });
    expect(compose(file, { overrides: ['interpolant.use=cubic'] }).settings.interpolant).toMatchObject({
      name: 'cubic',
      options: {},
    });
    const changed = compose(file, { overrides: ['interpolant={use: vp-ode, b: 3}'] });
    expect(changed.settings.interpolant.options).toEqual({ a: 5, b: 3 });
  });

  test('an option of a component that stands by default', () => {
    expect(override('training.optimizer.decay=0.5').settings.training.optimizer).toMatchObject({
      name: 'adam',
      options: { decay: 0.5, learningRate: { name: 'constant' } },
    });
  });

  test('nothing else, later ones over earlier ones', () => {
    expect(override('seed=3', 'seed=4').yaml()).toBe(override('seed=4').yaml());
  });
});

describe('an override adds', () => {
  test('to a list: at its end, or by its length as index', () => {
    const item = '{use: self-consistency}';
    const names = (argument: string) => override(argument).settings.losses.map(({ name }) => name);
    expect(names(`+losses=${item}`)).toEqual(['matching', 'self-consistency']);
    expect(names(`+losses.1=${item}`)).toEqual(['matching', 'self-consistency']);
    expect(names(`+losses=[${item}, ${item}]`)).toEqual(['matching', 'self-consistency', 'self-consistency']);
  });

  test('to a list that stands by default', () => {
    expect(override('+callbacks={use: log-lines}').settings.callbacks).toMatchObject([{ name: 'log-lines' }]);
    expect(override('+evaluation.steps=128').settings.evaluation.steps).toEqual([1, 2, 4, 8, 16, 64, 128]);
    expect(override('evaluation.steps.0=3').settings.evaluation.steps).toEqual([3, 2, 4, 8, 16, 64]);
  });

  test('what is not set yet', () => {
    expect(override('+seed=3').settings.seed).toBe(3);
  });
});

describe('an override removes', () => {
  test('a key or an item', () => {
    const files = { 'a.yaml': `${minimal}  - { use: self-consistency, weight: 2 }\nseed: 5\n` };
    const changed = compose(files, { overrides: ['~seed', '~losses.0', '~losses.0.weight'] });
    expect(changed.settings).toMatchObject({ seed: 0, losses: [{ name: 'self-consistency', beside: {} }] });
  });
});

describe('a bad override is told with its argument', () => {
  test.each([
    ['training.steps', 'override', '', 1, 'this is no override.'],
    ['=3', 'override', '', 1, 'this names no place.'],
    ['a..b=3', 'override', '', 1, 'this names no place.'],
    ['~seed=3', 'override', '', 6, '~key removes a value and takes none.'],
    ['seed=1,2,3', 'override', 'seed', 6, 'several values stand here, and one experiment takes one.'],
    ['seed=[1', 'override', 'seed', 8, 'the value is not YAML: Flow sequence must end with a ].'],
    ['+heads.0.order=2', 'override', 'heads.0.order', 10, '+ adds what is new, and this is set already.'],
    ['~seed', 'no-such-place', 'seed', 2, 'there is nothing to remove: no file sets it.'],
    ['losses.3.weight=1', 'no-such-place', 'losses.3', 8, 'losses has 1 item, so there is no item 3.'],
    [
      '+losses.2={use: matching}',
      'no-such-place',
      'losses.2',
      9,
      'losses has 1 item, so there is no item 2.',
    ],
    [
      'callbacks.0.file=x',
      'no-such-place',
      'callbacks.0',
      11,
      'callbacks has 0 items, so there is no item 0.',
    ],
    [
      'heads.0.hidden.0=3',
      'no-such-place',
      'heads.0.hidden.0',
      16,
      'heads.0.hidden is not set, so it has no item 0.',
    ],
    ['losses.first=1', 'no-such-place', 'losses.first', 8, 'losses is a list, and "first" is no index.'],
    ['trainig.steps=3', 'unknown-key', 'trainig', 1, 'an experiment has no field "trainig".'],
    ['training.steps=many', 'value', 'training.steps', 16, 'expected a number; found the text "many".'],
  ])('%s', (argument, code, path, column, message) => {
    const problems = problemsOf(() => override(argument));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code,
      path,
      message,
      origin: { type: 'command-line', argument, column },
      excerpt: argument,
    });
  });
});
