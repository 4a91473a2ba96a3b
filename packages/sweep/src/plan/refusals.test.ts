import { ConfigurationError, type Problem } from '@highorder/config';
import { describe, expect, test, vi } from 'vitest';
import { smallSweep } from '../testing/small-sweep.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The mistakes that planning the small sweep with these changes finds; none where it is planned. */
async function mistakes(...overrides: readonly string[]): Promise<readonly Problem[]> {
  const { plan } = await smallSweep();
  try {
    await plan(...overrides);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

const other =
  'problems: [{ name: other, data: { source: { use: gaussian, mean: [0, 0], variance: 1 }, ' +
  'target: { use: gaussian-ring, modes: 5, radius: 3, variance: 0.1 } } }]';
const rate = '{ option: training.optimizer.learningRate, choice: [0.01, 0.05] }';
const tune = (change: string) => `tune={${other}, seeds: [7], grid: [${rate}], ${change}}`;

describe('reliability 6: a name that is not there is refused before a run, with the nearest one', () => {
  test.each([
    [
      'relevant={energy-distanse: 5%}',
      'relevant.energy-distanse',
      'energy-distance',
      'gives the value "energy-distanse"',
    ],
    ['rows=[energy-distanse]', 'rows.0', 'energy-distance', 'gives the value "energy-distanse"'],
    [tune('metric: energy-distanc, steps: 1'), 'tune.metric', 'energy-distance', 'energy-distanc'],
    ['baseline=wid', 'baseline', 'wide', 'no method of this sweep is called "wid"'],
    ['budget={parameters: wid}', 'budget.parameters', 'wide', 'no method of this sweep is called "wid"'],
    [
      'axes=[{option: training.batch, choice: [8, 9], when: {method: wde}}]',
      'axes.0.when.method',
      'wide',
      'no method of this sweep is called "wde"',
    ],
    [
      'axes=[{option: training.batch, choice: [8, 9], when: {problem: [rings, rigns]}}]',
      'axes.0.when.problem.1',
      'rings',
      'no problem of this sweep is called "rigns"',
    ],
    [
      'axes=[{option: training.batch, choice: [8, 9], when: {metod: wide}}]',
      'axes.0.when.metod',
      'method',
      'no axis has the option "metod"',
    ],
    [
      'axes=[{option: training.steps, choice: [10, 20]}, ' +
        '{option: training.batch, choice: [8, 9], when: {training.steps: 11}}]',
      'axes.1.when',
      '10',
      'training.steps is never 11',
    ],
  ])('%s', async (override, path, closest, message) => {
    const [mistake, ...more] = await mistakes(override);
    expect(more).toEqual([]);
    expect(mistake?.path.startsWith(path)).toBe(true);
    expect(mistake?.closest).toBe(closest);
    expect(mistake?.message).toContain(message);
  });

  test('steps to tune at that are never measured', async () => {
    expect(await mistakes(tune('metric: energy-distance, steps: 16'))).toMatchObject([
      { path: 'tune.steps', message: expect.stringContaining('not measured at 16 steps'), known: ['1', '2'] },
    ]);
    expect(await mistakes(tune('metric: energy-distance, steps: 2'))).toEqual([]);
  });

  test('a value that is measured with the most steps alone is known to be', async () => {
    const measure = 'metrics=[field-error]';
    const name = 'field-error/velocity/t=0.5';
    expect(await mistakes(measure, `rows=[${name}]`)).toEqual([]);
    expect(await mistakes(measure, tune(`metric: ${name}, steps: 2`))).toEqual([]);
    const refused = await mistakes(measure, tune(`metric: ${name}, steps: 1`));
    expect(refused).toMatchObject([{ path: 'tune.steps', known: ['2'] }]);
    expect(await mistakes(measure, 'rows=[field-error/velocity]')).toMatchObject([{ path: 'rows.0' }]);
  });

  test('a condition on a grid, which is tried as a whole', async () => {
    const conditional = rate.replace(' }', ', when: {method: wide} }');
    const [mistake] = await mistakes(tune('metric: energy-distance, steps: 1').replace(rate, conditional));
    expect(mistake).toMatchObject({ path: 'tune.grid.0.when', code: 'unknown-key' });
  });
});

describe('reliability 7: an axis that cannot differ is refused', () => {
  test.each([
    [
      'of seeds',
      'axes=[{option: seed, choice: [7, 8]}]',
      'axes.0.option',
      /runs with the seeds of the sweep/,
    ],
    ['of names', 'axes=[{option: name, choice: [a, b]}]', 'axes.0.option', /no number depends on the name/],
    [
      'that sets what another one sets',
      'axes=[{option: training.batch, choice: [8, 9]}, {option: training.batch, choice: [8, 10], label: b}]',
      'axes.1.option',
      /axes\.0 sets training\.batch in the same experiments/,
    ],
    [
      'that sets it in other words',
      'axes=[{option: heads.0.hidden, choice: [[5], [6]]}, {option: "heads[0].hidden", choice: [[7]], label: h}]',
      'axes.1.option',
      /axes\.0 sets heads\[0\]\.hidden/,
    ],
    [
      'whose values are hidden by those of another',
      'axes=[{option: training.batch, choice: [8, 9]}, {option: training, choice: [{batch: 7}]}]',
      'axes.0',
      /"narrow batch=9 training=.*" on rings is the same experiment as "narrow batch=8 /,
    ],
    [
      'of values that are equal when they are complete',
      'axes=[{option: training.optimizer, choice: [{use: adam}, {use: adam, beta1: 0.9}]}]',
      'axes.0',
      /are equal/,
    ],
  ])('%s', async (_, override, path, message) => {
    const [mistake] = await mistakes(override, 'seeds=[0]');
    expect(mistake).toMatchObject({ path, message: expect.stringMatching(message) });
  });

  test('two methods, or problems, of different names and equal configurations', async () => {
    const same = '{heads: [{use: mlp, order: 1, hidden: [4], sees: [x, t]}]';
    const losses = 'losses: [{use: matching, order: 1}]}';
    const methods = `methods=[${same}, name: a, ${losses}, ${same}, name: b, ${losses}]`;
    expect(await mistakes(methods, 'seeds=[0]')).toMatchObject([
      {
        path: 'methods.1',
        message: '"b" on rings is the same experiment as "a" on rings, so that their numbers are equal.',
      },
    ]);
  });

  test('methods that become the same with every point of a grid', async () => {
    const axis = 'training.optimizer.learningRate=0.1,0.2';
    const [mistake] = await mistakes(axis, tune('metric: energy-distance, steps: 1'));
    expect(mistake?.message).toContain('is the same experiment as');
  });

  test('but axes of one option in different methods are fine', async () => {
    const axes =
      'axes=[{option: training.batch, choice: [8, 9], when: {method: narrow}}, ' +
      '{option: training.batch, choice: [10, 11], when: {method: wide}}]';
    expect(await mistakes(axes, 'seeds=[0]')).toEqual([]);
  });
});

describe('reliability 14: a sweep that is too large is refused before anything of it is made', () => {
  test.each([
    ['seeds={count: 100000}', 'seeds', '2 methods times 100000 seeds are 200000 jobs.'],
    ['seeds={count: 1e5, from: 3}', 'seeds', '200000 jobs'],
    ['axes=[{option: training.batch, range: {from: 1, to: 2, step: 1e-300}}]', 'axes.0', 'experiments'],
    [
      'axes=[{option: training.batch, range: {from: 1, to: 90000, count: 90000}}]',
      'axes.0',
      '180000 experiments',
    ],
    ['combine={random: 100000}', 'combine', '100000 random draws are 200000 experiments'],
  ])('%s', async (override, path, message) => {
    expect(await mistakes(override)).toMatchObject([{ path, message: expect.stringContaining(message) }]);
  });

  test.each([
    ['seeds={count: 1e9}', 'seeds'],
    ['seeds={count: 2, from: 9007199254740991}', 'seeds'],
    [
      '+axes=[{}, {option: training.batch, range: {from: 1, to: 2, count: 2147483648}}]',
      'axes.1.range.count',
    ],
    ['axes=[{option: training.clip, range: {from: 1e308, to: -1e308}}]', 'axes.0.range'],
    ['axes=[{option: training.clip, log: {from: 1e-308, to: 1e308}}]', 'axes.0.log'],
    ['combine={random: 1e12}', 'combine'],
  ])('a number that can never work is refused by the schema: %s', async (override, path) => {
    const found = await mistakes(override);
    expect(found.map((mistake) => mistake.path)).toContainEqual(
      expect.stringMatching(new RegExp(`^${path}`)),
    );
  });

  test('what is tried before the table counts too', async () => {
    const many = `tune={${other}, seeds: {count: 60000, from: 5}, metric: energy-distance, steps: 1, grid: [${rate}]}`;
    expect(await mistakes(many)).toMatchObject([
      {
        path: 'tune.seeds',
        message:
          '2 methods times 2 values of training.optimizer.learningRate times 60000 seeds are 240000 jobs.',
      },
    ]);
  });
});

describe('reliability 18: what tables call an experiment stands on one line', () => {
  test.each(['a\\nb', 'a\\u001b[31m', 'a\\u2028b'])('a label with "%s" is refused', async (label) => {
    const [mistake] = await mistakes(`axes=[{option: training.batch, choice: [8, 9], label: "${label}"}]`);
    expect(mistake).toMatchObject({ path: 'axes.0.label', message: expect.stringContaining('on one line') });
  });

  test('a value with control characters is shown escaped', async () => {
    const { plan } = await smallSweep();
    const axis = 'axes=[{option: evaluation.metrics, choice: [[{use: energy-distance}], "a\\n\\e[1mb"]}]';
    await expect(plan(axis)).rejects.toThrow(/./);
    const { shownValue } = await import('./labels.ts');
    expect(shownValue('a\n\u001b[1m\u009b\u2028')).toBe('"a\\n\\u001b[1m\\u009b\\u2028"');
    expect(shownValue({ use: 'a\rb', text: '\u0085' })).toBe('"a\\rb"{"text":"\\u0085"}');
    expect(shownValue('plain, ünï')).toBe('plain, ünï');
  });
});
