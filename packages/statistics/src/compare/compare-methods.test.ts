import { expect, test } from 'vitest';
import { holm } from '../paired/holm.ts';
import { pairedTTest } from '../paired/paired-t-test.ts';
import { drawnOutcomes } from '../testing/outcomes.ts';
import { compareMethods } from './compare-methods.ts';
import type { Outcome } from './outcome.ts';
import { tally } from './tally.ts';

const quick = { baseline: 'shortcut', resamples: 200 };

const table = drawnOutcomes({
  methods: [
    { method: 'homo-2', level: 0.6 },
    { method: 'shortcut', level: 1 },
    { method: 'twin', level: 1 },
  ],
  problems: ['eight-modes', 'circle'],
  metrics: ['w2', 'energy'],
  steps: [16, 1],
  seeds: 8,
});

/** Rows of one cell by hand. */
const rows = (method: string, values: readonly number[], more: Partial<Outcome> = {}): readonly Outcome[] =>
  values.map((value, seed) => ({
    ...{ problem: 'p', metric: 'w2', steps: 1, floor: 0.1, floorDeviation: 0.01 },
    ...{ method, seed, value },
    ...more,
  }));

const only = (outcomes: readonly Outcome[], more = {}) => {
  const [cell] = compareMethods(outcomes, { ...quick, ...more }).cells;
  return cell?.methods.find(({ contrast, notCompared }) => contrast ?? notCompared);
};

test('a cell for each problem, metric and number of steps, the baseline first', () => {
  const { cells, comparisons } = compareMethods(table, quick);
  expect(cells.map(({ problem, metric, steps }) => `${problem} ${metric} ${steps}`)).toEqual([
    'eight-modes w2 1',
    'eight-modes w2 16',
    'eight-modes energy 1',
    'eight-modes energy 16',
    'circle w2 1',
    'circle w2 16',
    'circle energy 1',
    'circle energy 16',
  ]);
  for (const { methods } of cells) {
    expect(methods.map(({ method }) => method)).toEqual(['shortcut', 'homo-2', 'twin']);
    expect(methods.map(({ contrast }) => contrast !== undefined)).toEqual([false, true, true]);
  }
  expect(comparisons).toBe(16);
});

test('sees the better method, and no difference where there is none', () => {
  // True effect of 0.4 beside a deviation of 0.14: power above 0.99 in each cell, even for p <= 0.05 / 16.
  const [better, same] = tally(compareMethods(table, quick));
  expect(better).toEqual({
    method: 'homo-2',
    counts: { better: 8, worse: 0, 'not distinguishable': 0, 'below the noise floor': 0 },
    notCompared: 0,
  });
  // At most 1 false call in 20 such tables.
  expect(same?.counts).toMatchObject({ better: 0, worse: 0 });
});

test('p and its correction are over the whole table', () => {
  const { cells } = compareMethods(table, quick);
  const contrasts = cells.flatMap(({ methods }) => methods.flatMap(({ contrast }) => contrast ?? []));
  const ps = contrasts.map(({ differences }) => pairedTTest(differences).p);
  expect(contrasts.map(({ p }) => p)).toEqual(ps);
  expect(contrasts.map(({ adjusted }) => adjusted)).toEqual(holm(ps));
});

test('pairs by seed, whatever the order of the rows', () => {
  const outcomes = [...rows('homo-2', [1, 2, 3, 4]), ...rows('shortcut', [1.5, 2.5, 3.5, 4.75])];
  const shuffled = outcomes.toSorted((one, other) => ((one.value * 7.7) % 1) - ((other.value * 7.7) % 1));
  const contrast = only(outcomes)?.contrast;
  expect(contrast?.differences).toEqual([-0.5, -0.5, -0.5, -0.75]);
  expect(contrast).toMatchObject({ seeds: [0, 1, 2, 3], difference: -0.5625, wins: 4, ties: 0 });
  expect(only(shuffled)).toEqual(only(outcomes));
});

test('compares on common seeds only', () => {
  const contrast = only([
    ...rows('homo-2', [1, 2, 3]),
    ...rows('shortcut', [1.5, 2.6, 3.5, 4.5, 5.5]),
  ])?.contrast;
  expect(contrast?.seeds).toEqual([0, 1, 2]);
});

test('adding a method or a problem changes no mean, interval or p of the others', () => {
  const bootstrap = { ...quick, interval: 'bca' } as const;
  const fewer = table.filter(({ method, problem }) => method !== 'twin' && problem === 'circle');
  const [one] = compareMethods(fewer, bootstrap).cells;
  const other = compareMethods(table, bootstrap).cells.find(({ problem }) => problem === 'circle');
  const known = (cell: typeof one) =>
    cell?.methods
      .filter(({ method }) => method !== 'twin')
      .map(({ contrast, ...own }) => ({ ...own, p: contrast?.p, interval: contrast?.interval }));
  expect(known(one)).toEqual(known(other));
});

test('equal rows and options give equal bytes, another seed other intervals', () => {
  const text = (seed: number) => JSON.stringify(compareMethods(table, { ...quick, interval: 'bca', seed }));
  expect(text(1)).toBe(text(1));
  expect(text(1)).not.toBe(text(2).replace('"seed":2', '"seed":1'));
});

test('methods and cells do not share their draws', () => {
  const same = [0.3, 1.2, 0.7, 2.9, 1.4, 0.2];
  const twice = [...rows('homo-2', same), ...rows('shortcut', same), ...rows('shortcut', same, { steps: 4 })];
  const { cells } = compareMethods(twice, { ...quick, interval: 'percentile' });
  const lows = cells.flatMap(({ methods }) => methods.map(({ interval }) => interval?.low));
  expect(new Set(lows).size).toBe(3);
  const others = [...rows('homo-2', same), ...rows('twin', same), ...rows('shortcut', [0, 0, 0, 0, 0, 0])];
  const [cell] = compareMethods(others, { ...quick, interval: 'percentile' }).cells;
  const differences = cell?.methods.flatMap(({ contrast }) => contrast?.interval.low ?? []);
  expect(differences).toHaveLength(2);
  expect(new Set(differences).size).toBe(2);
});

test('a run without a finite value is no result to leave out', () => {
  const found = only([...rows('homo-2', [1, Number.NaN, 3]), ...rows('shortcut', [2, 3, 4])]);
  expect(found).toMatchObject({
    ...{ method: 'homo-2', seeds: [0, 1, 2], failed: [1], mean: undefined, interval: undefined },
    ...{ contrast: undefined, notCompared: '1 of 3 runs of homo-2 gave no finite value' },
  });
});

test('failures are no part of the family of tests', () => {
  const broken = [...table, ...rows('broken', [Number.NaN], { problem: 'circle' })];
  expect(compareMethods(broken, quick).comparisons).toBe(16);
  expect(tally(compareMethods(broken, quick)).at(-1)).toMatchObject({ method: 'broken', notCompared: 1 });
});

test('one seed has a mean, and nothing to compare', () => {
  const found = only([...rows('homo-2', [1]), ...rows('shortcut', [2])]);
  expect(found).toMatchObject({
    mean: 1,
    median: 1,
    interval: undefined,
    notCompared: 'only one common seed',
  });
  const apart = only([...rows('homo-2', [1]), ...rows('shortcut', [2], { seed: 7 })]);
  expect(apart?.notCompared).toBe('no common seed');
});

test('two seeds are enough to compare, not to see much', () => {
  const contrast = only([...rows('homo-2', [1, 1.1]), ...rows('shortcut', [2, 2.2])])?.contrast;
  expect(contrast?.p).toBeCloseTo(2 * (0.5 - Math.atan(1.05 / 0.05) / Math.PI), 12);
  expect(contrast?.effect.hedges).toBe(0);
});

test('equal differences are judged by the sign-flip test', () => {
  // Written so that the differences are not equal in the last bits.
  const equal = [...rows('homo-2', [0.1, 0.2, 0.7]), ...rows('shortcut', [0.4, 0.5, 1])];
  expect(only(equal)?.contrast).toMatchObject({ test: 'sign-flip', p: 0.25, verdict: 'not distinguishable' });
  const same = [...rows('homo-2', [1, 2, 3]), ...rows('shortcut', [1, 2, 3])];
  expect(only(same)?.contrast).toMatchObject({ p: 1, ties: 3, wins: 0, verdict: 'below the noise floor' });
});

test('the sign-flip test decides on request', () => {
  const contrast = only([...rows('homo-2', [1, 2, 3, 4]), ...rows('shortcut', [1.5, 2.6, 3.5, 4.75])], {
    test: 'sign-flip',
  })?.contrast;
  expect(contrast).toMatchObject({ test: 'sign-flip', p: 0.125, signFlip: 0.125 });
});

test('below the noise floor: both within it, or a difference smaller than its band', () => {
  const near = { floor: 1, floorDeviation: 0.1 };
  const within = [...rows('homo-2', [1.1, 1.12, 1.11], near), ...rows('shortcut', [1.18, 1.19, 1.2], near)];
  expect(only(within)).toMatchObject({ withinFloor: true, contrast: { verdict: 'below the noise floor' } });
  const far = [...rows('homo-2', [5.01, 5.02, 5.01], near), ...rows('shortcut', [5.15, 5.16, 5.16], near)];
  expect(only(far)).toMatchObject({ withinFloor: false, contrast: { verdict: 'below the noise floor' } });
  for (const steady of ['homo-2', 'shortcut']) {
    const uneven = far.map((row) => ({ ...row, floorDeviation: row.method === steady ? 0.001 : 0.1 }));
    expect(only(uneven)?.contrast?.verdict).toBe('below the noise floor');
  }
  const without = far.map((row) => ({ ...row, floor: Number.NaN, floorDeviation: undefined }));
  expect(only(without)).toMatchObject({ floor: undefined, contrast: { verdict: 'better' } });
});

test('more is better where it is said to be', () => {
  const outcomes = [
    ...rows('homo-2', [1, 2, 3, 4.1], { floor: 9 }),
    ...rows('shortcut', [0.5, 1.5, 2.4, 3.5], { floor: 9 }),
  ];
  expect(only(outcomes, { higherIsBetter: ['w2'] })?.withinFloor).toBe(false);
  const lower = outcomes.map((row) => ({ ...row, floor: 0 }));
  expect(only(lower)?.contrast).toMatchObject({ verdict: 'worse', wins: 0 });
  expect(only(outcomes, { higherIsBetter: ['w2'] })?.contrast).toMatchObject({ verdict: 'better', wins: 4 });
});

test('nothing to compare is no error', () => {
  expect(compareMethods([], quick)).toMatchObject({ comparisons: 0, cells: [] });
});

test.each([
  {
    name: 'a baseline without results',
    outcomes: rows('homo-2', [1]),
    more: {},
    message: 'The baseline shortcut has no results.\n  Expected: one of homo-2.',
  },
  {
    name: 'two rows of one run',
    outcomes: [...rows('shortcut', [1]), ...rows('shortcut', [2])],
    more: {},
    message: 'p, shortcut, seed 0: w2 at 1 steps has two values.',
  },
  {
    name: 'a level that is no share',
    outcomes: rows('shortcut', [1]),
    more: { level: 95 },
    message: 'level of the interval: It is 95.',
  },
  {
    name: 'an alpha that is no share',
    outcomes: rows('shortcut', [1]),
    more: { alpha: 0 },
    message: 'alpha is 0.',
  },
])('refuses $name', ({ outcomes, more, message }) => {
  expect(() => compareMethods(outcomes, { ...quick, ...more })).toThrow(message);
});
