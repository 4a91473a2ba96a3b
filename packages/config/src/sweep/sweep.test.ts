import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { composeExperiment } from '../compose.ts';
import { composeProblem } from '../compose-problem.ts';
import { sweepJsonSchema } from '../json-schema.ts';
import { localLauncher, registryOf, testPlugins } from '../testing/plugins.ts';
import { type Files, folderWith, problemsOf } from '../testing/workspace.ts';
import { type ResolvedSweep, resolveSweep } from './resolve-sweep.ts';

const registry = registryOf([...testPlugins, localLauncher]);

const files: Files = {
  'configs/problems/near.yaml':
    'data: { source: { use: gaussian }, target: { use: gaussian, center: [3, 0] } }',
  'configs/problems/far.yaml': 'extends: near.yaml\ndata: { target: { center: [9, 0] } }',
  'configs/methods/plain.yaml': 'heads: [{ use: mlp, order: 1 }]\nlosses: [{ use: matching }]',
  'configs/sweeps/two.yaml': [
    'problems: [problems/near, problems/far]',
    'methods:',
    '  - methods/plain',
    '  - { name: slow, extends: ../methods/plain.yaml, training: { steps: 7 } }',
    'seeds: { count: 3, from: 5 }',
    'experiment: { training: { steps: 20, batch: 64 } }',
    'steps: [1, 8]',
  ].join('\n'),
};

function sweep(
  overrides: readonly string[] = [],
  change: Files = {},
  sources = ['sweeps/two'],
): ResolvedSweep {
  const folder = folderWith({ ...files, ...change });
  return resolveSweep({ sources, overrides, folder, searchPath: ['configs'], registry });
}

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(sweepJsonSchema(registry));

const settingsOf = (resolved: ResolvedSweep, method = 0, problem = 0) =>
  resolved.compose({ problem, method, seed: 5, changes: [] }).settings;

describe('a sweep', () => {
  test('has names, and settings with defaults', () => {
    const { name, problems, methods, settings } = sweep();
    expect({ name, problems, methods }).toEqual({
      name: 'two',
      problems: ['near', 'far'],
      methods: ['plain', 'slow'],
    });
    expect(settings.seeds).toEqual({ count: 3, from: 5 });
    expect(settings.combine).toBe('grid');
    expect(settings.launcher).toMatchObject({ definition: 'component', name: 'local' });
  });

  test('composes problem, method, its own fields for all, steps and seed, each over the one before', () => {
    const resolved = sweep();
    const far = resolved.compose({ problem: 1, method: 1, seed: 5, changes: [] });
    expect(far.name).toBe('far-slow');
    expect(far.settings.seed).toBe(5);
    expect(far.settings.training).toMatchObject({ steps: 20, batch: 64 });
    expect(far.settings.evaluation.steps).toEqual([1, 8]);
    expect(far.values).toMatchObject({ data: { target: { use: 'gaussian', center: [9, 0] } } });
    expect(settingsOf(resolved).training.steps).toBe(20);
  });

  test('has methods that are others on one problem alone', () => {
    const on = '{ far: { extends: ../methods/long.yaml, training: { batch: 9 } } }';
    const resolved = sweep([], {
      'configs/methods/long.yaml': 'training: { log: 77, batch: 3 }',
      'configs/sweeps/two.yaml': [
        'problems: [problems/near, problems/far]',
        `methods: [{ name: two, extends: ../methods/plain.yaml, training: { batch: 5 }, on: ${on} }]`,
        'experiment: { training: { steps: 20 } }',
      ].join('\n'),
    });
    expect(settingsOf(resolved, 0, 0).training).toMatchObject({ steps: 20, batch: 5 });
    expect(settingsOf(resolved, 0, 1).training).toMatchObject({ steps: 20, batch: 9, log: 77 });
    expect(settingsOf(resolved, 0, 0).training.log).not.toBe(77);
  });

  test('refuses a method on a problem that is not there', () => {
    const change = {
      'configs/sweeps/two.yaml':
        'problems: [problems/near]\nmethods: [{ name: two, extends: ../methods/plain.yaml, on: { neer: {} } }]',
    };
    expect(problemsOf(() => sweep([], change))).toMatchObject([
      {
        message: 'no problem of this sweep is called "neer".',
        closest: 'near',
        origin: { file: 'configs/sweeps/two.yaml', line: 2 },
      },
    ]);
  });

  test('changes an option last, and only in the experiment that asks for it', () => {
    const resolved = sweep(['training.steps=30']);
    const changes = [{ option: 'training.batch', value: 8, at: 'axes.0' }];
    const changed = resolved.compose({ problem: 0, method: 0, seed: 5, changes });
    expect(changed.settings.training).toMatchObject({ steps: 30, batch: 8 });
    expect(settingsOf(resolved).training).toMatchObject({ steps: 30, batch: 64 });
  });

  test('gives an experiment another seed as if it were composed with it', () => {
    const resolved = sweep();
    const point = { problem: 0, method: 1, changes: [] };
    const composed = resolved.compose({ ...point, seed: 9 });
    const reseeded = resolved.compose({ ...point, seed: 5 }).withSeed(9);
    expect(reseeded.yaml()).toBe(composed.yaml());
    expect(reseeded.settings).toEqual(composed.settings);
    expect(reseeded.leaves()).toEqual(composed.leaves());
  });

  test('writes itself in full, and that reads as the same sweep', () => {
    const first = sweep(['training.batch=8,16']);
    const again = sweep([], { 'again.yaml': first.yaml() }, ['again.yaml']);
    expect(again.settings).toEqual(first.settings);
    expect(validate(parse(first.yaml()))).toBe(true);
  });
});

describe('the command line', () => {
  test.each([
    ['seed=0,1,2', { seeds: [0, 1, 2] }],
    ['seed=4', { seeds: [4] }],
    ['seeds=range(0,4)', { seeds: [0, 1, 2, 3] }],
    ['seeds=[7,8]', { seeds: [7, 8] }],
    ['methods=methods/plain', { methods: ['methods/plain'] }],
    ['baseline=slow', { baseline: 'slow' }],
    ['jobs=2', { jobs: 2 }],
    ['training.batch=8,16', { axes: [{ option: 'training.batch', choice: [8, 16] }] }],
    ['training.batch=choice(8,16)', { axes: [{ option: 'training.batch', choice: [8, 16] }] }],
    ['training.batch=range(2,9,3)', { axes: [{ option: 'training.batch', choice: [2, 5, 8] }] }],
    [
      'training.clip=log(1e-2,1,3)',
      { axes: [{ option: 'training.clip', log: { from: 0.01, to: 1, count: 3 } }] },
    ],
    ['heads.0.sees=[x],[x,t]', { axes: [{ option: 'heads.0.sees', choice: [['x'], ['x', 't']] }] }],
  ])('%s', (argument, expected) => {
    expect(sweep([argument]).settings).toMatchObject(expected);
  });

  test('a later value of an option takes the place of its axis', () => {
    const resolved = sweep(['training.batch=8,16', 'training.clip=1,2', 'training.batch=4']);
    expect(resolved.settings.axes.map(({ option }) => option)).toEqual(['training.clip']);
    expect(settingsOf(resolved).training.batch).toBe(4);
  });

  test.each([
    ['training.batch=range(5,1)', 'training.batch', 16, /^expected range\(stop\)/],
    ['training.batch=log(1,2)', 'training.batch', 16, /^expected log\(from,to,count\)/],
    ['jobs=0', 'jobs', 6, /at least 1/],
    ['seeds=range(a)', 'seeds', 7, /^expected range\(stop\)/],
  ])('%s is refused', (argument, path, column, message) => {
    const problems = problemsOf(() => sweep([argument]));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path, message: expect.stringMatching(message) });
    expect(problems[0]?.origin).toMatchObject({ type: 'command-line', column });
  });
});

describe('mistakes stand where they are in the sweep', () => {
  const at = (line: number, column: number) => ({
    type: 'file',
    file: 'configs/sweeps/bad.yaml',
    line,
    column,
  });
  const bad = (lines: readonly string[]) =>
    sweep([], { 'configs/sweeps/bad.yaml': lines.join('\n') }, ['sweeps/bad']);
  const composeBad = (lines: readonly string[]) => {
    const resolved = bad(lines);
    const [axis] = resolved.settings.axes;
    const changes =
      axis === undefined ? [] : [{ option: axis.option, value: axis.choice?.[0], at: 'axes.0' }];
    return resolved.compose({ problem: 0, method: 0, seed: 0, changes });
  };

  test('an unknown field, with the closest one', () => {
    const [problem] = problemsOf(() => bad(['problems: [problems/near]', 'metods: [methods/plain]']));
    expect(problem).toMatchObject({ code: 'missing', path: 'methods' });
    const [, second] = problemsOf(() => bad(['problems: [problems/near]', 'metods: [methods/plain]']));
    expect(second).toMatchObject({ code: 'unknown-key', origin: at(2, 1), closest: 'methods' });
  });

  test('a problem that is not there', () => {
    const lines = ['methods: [methods/plain]', 'problems: [problems/neer]'];
    const [problem] = problemsOf(() => composeBad(lines));
    expect(problem).toMatchObject({ code: 'source', origin: at(2, 12), closest: 'problems/near' });
  });

  test('a field of every experiment that is not known', () => {
    const lines = [
      'methods: [methods/plain]',
      'problems: [problems/near]',
      'experiment: { training: { stpes: 1 } }',
    ];
    const [problem] = problemsOf(() => composeBad(lines));
    expect(problem).toMatchObject({ path: 'training.stpes', origin: at(3, 27), closest: 'steps' });
  });

  test('a value of an axis that does not fit', () => {
    const lines = [
      'methods: [methods/plain]',
      'problems: [problems/near]',
      'axes:',
      '  - { option: training.batch, choice: [many] }',
    ];
    const [problem] = problemsOf(() => composeBad(lines));
    expect(problem).toMatchObject({ path: 'training.batch', origin: at(4, 5) });
  });

  test('an axis without values, and two methods of one name', () => {
    const lines = [
      'methods: [methods/plain, methods/plain]',
      'problems: [problems/near]',
      'axes: [{ option: seed }]',
    ];
    expect(problemsOf(() => bad(lines))[0]).toMatchObject({
      path: 'axes.0',
      message: expect.stringContaining('one of choice, range and log'),
    });
    expect(problemsOf(() => bad(lines.slice(0, 2)))[0]).toMatchObject({
      path: 'methods.1',
      origin: at(1, 26),
    });
  });
});

describe('one resolver for every verb', () => {
  const own = { 'mine/x.yaml': 'extends: ../configs/problems/near.yaml\nseed: 3' };

  test("extend 5: a file of one's own and a configuration by its name make a sweep", () => {
    const resolved = sweep(['seed=0,1'], own, ['mine/x.yaml', 'methods/plain']);
    const { values } = resolved.compose({ problem: 0, method: 0, seed: 1, changes: [] });
    expect(values).toMatchObject({ data: { target: { center: [3, 0] } }, heads: [{ use: 'mlp' }] });
    expect(resolved.files.map((file) => file.split('/').slice(-2).join('/'))).toEqual([
      'mine/x.yaml',
      'methods/plain.yaml',
    ]);
  });

  test('README "train sweeps/my-points": a sweep where one experiment is expected is one mistake', () => {
    const folder = folderWith({ ...files, ...own });
    const request = { folder, searchPath: ['configs'], registry, overrides: ['seed=3', 'nothing.here=1'] };
    for (const compose of [composeExperiment, composeProblem]) {
      const problems = problemsOf(() => compose({ ...request, sources: ['sweeps/two'] }));
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({
        origin: { file: 'configs/sweeps/two.yaml', line: 1, column: 1 },
        message: 'this is a sweep: it holds several experiments, and one is expected.',
        fix: 'Run all of them: highorder sweep sweeps/two',
      });
    }
  });

  test('what is neither a sweep nor an experiment is one mistake too', () => {
    const change = { 'configs/rest.yaml': 'integrator: { use: taylor }\nevaluation: { samples: 3 }' };
    const problems = problemsOf(() => sweep([], change, ['rest']));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toBe('this is no sweep, and no experiment.');
  });

  test('the fix for two methods of one name works', () => {
    const more = {
      'configs/other/plain.yaml': 'heads: [{ use: mlp, order: 1, hidden: [3] }]\nlosses: [{ use: matching }]',
    };
    const methods = (last: string) => [`methods=[methods/plain, ${last}]`];
    const [problem] = problemsOf(() => sweep(methods('other/plain'), more));
    const [, item = ''] = /Give it a name of its own: (.*)\.$/.exec(problem?.fix ?? '') ?? [];
    const resolved = sweep(methods(item), more);
    expect(resolved.methods).toEqual(['plain', 'plain-2']);
    expect(settingsOf(resolved, 1).heads).toHaveLength(1);
  });
});

describe('for editors', () => {
  const valid = (text: string) => validate(parse(text));
  test.each([
    [true, files['configs/sweeps/two.yaml'] ?? ''],
    [true, 'combine: { random: 3 }'],
    [true, 'metrics: [w2, { use: sliced-w2, projections: 4 }]'],
    [false, 'metods: [a]'],
    [false, 'experiment: { training: { stpes: 3 } }'],
    [false, 'methods: [{ extends: a }]'],
    [false, 'methods: [{ name: a, losses: [{ use: mtching }] }]'],
    [false, 'combine: gird'],
  ])('%s: %s', (expected, text) => {
    expect(valid(text)).toBe(expected);
  });
});
