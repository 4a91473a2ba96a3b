import { expect, test } from 'vitest';
import { holm } from '../paired/holm.ts';
import { pairedTTest } from '../paired/paired-t-test.ts';
import { drawnOutcomes } from '../testing/outcomes.ts';
import { compareMethods } from './compare-methods.ts';
import type { CompareOptions } from './options.ts';
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
    counts: { better: 8, worse: 0, equivalent: 0, 'not decided': 0 },
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
  expect(only(equal)?.contrast).toMatchObject({ test: 'sign-flip', p: 0.25, verdict: 'not decided' });
  const same = [...rows('homo-2', [1, 2, 3]), ...rows('shortcut', [1, 2, 3])];
  expect(only(same)?.contrast).toMatchObject({ p: 1, ties: 3, wins: 0, verdict: 'not decided' });
});

test('the sign-flip test decides on request', () => {
  const contrast = only([...rows('homo-2', [1, 2, 3, 4]), ...rows('shortcut', [1.5, 2.6, 3.5, 4.75])], {
    test: 'sign-flip',
  })?.contrast;
  expect(contrast).toMatchObject({ test: 'sign-flip', p: 0.125, signFlip: 0.125 });
});

test('README "Verdicts": a sure difference is better or worse, whatever one draw of the floor strays by', () => {
  // The smiley: worse on ten of ten seeds, and smaller than two deviations of one draw.
  const near = { floor: 1, floorDeviation: 0.3, draws: 4, samples: 500 };
  const luck = [0.1, -0.2, 0.05, 0.3, -0.1, 0.2, -0.3, 0, 0.15, -0.05];
  const own = [0.01, 0.02, -0.01, 0, 0.015, -0.02, 0.01, 0, -0.01, 0.02];
  const shortcut = luck.map((value) => 2 + value);
  const homo = shortcut.map((value, seed) => value + 0.2 + Number(own[seed]));
  const found = only([...rows('homo-2', homo, near), ...rows('shortcut', shortcut, near)]);
  expect(found?.contrast).toMatchObject({ verdict: 'worse', wins: 0 });
  // t(0.975, 30) = 2.0423, of 10 seeds with 4 draws each.
  expect(found?.contrast?.resolution).toBeCloseTo(2.0423 * Math.SQRT2 * 0.3, 4);
  expect(Number(found?.contrast?.difference)).toBeLessThan(Number(found?.contrast?.resolution));
});

test('without a margin nothing is equivalent or at the floor', () => {
  const perfect = { floor: 1, floorDeviation: 0.1 };
  const outcomes = [
    ...rows('homo-2', [1, 1.02, 0.99], perfect),
    ...rows('shortcut', [1.01, 1, 0.99], perfect),
  ];
  expect(only(outcomes)).toMatchObject({
    floorStatement: undefined,
    contrast: { verdict: 'not decided', equivalence: undefined },
  });
});

test('equivalent by a margin of the user, which may be one for each metric', () => {
  const values = [2, 2.1, 1.9, 2.05, 2.2, 1.95];
  const near = values.map((value, seed) => value + 0.01 * (-1) ** seed);
  const outcomes = [...rows('homo-2', near), ...rows('shortcut', values)];
  const verdict = (relevant: CompareOptions['relevant']) => only(outcomes, { relevant })?.contrast?.verdict;
  expect(verdict('5%')).toBe('equivalent');
  expect(verdict(0.05)).toBe('equivalent');
  expect(verdict({ w2: 0.05 })).toBe('equivalent');
  expect(verdict(0.001)).toBe('not decided');
  expect(only(outcomes, { relevant: '5%' })?.contrast?.equivalence?.margin).toBeCloseTo(
    0.05 * (12.2 / 6),
    12,
  );
});

test('the corrections are over all comparisons, of each kind of statement alone', () => {
  const relevant = '40%';
  const { cells } = compareMethods(table, { ...quick, relevant });
  const contrasts = cells.flatMap(({ methods }) => methods.flatMap(({ contrast }) => contrast ?? []));
  const ps = contrasts.map(({ equivalence }) => Number(equivalence?.p));
  expect(contrasts.map(({ equivalence }) => equivalence?.adjusted)).toEqual(holm(ps));
  expect(contrasts.map(({ adjusted }) => adjusted)).toEqual(holm(contrasts.map(({ p }) => p)));
});

test('at the floor: an upper bound by the standard errors of both lies below the margin', () => {
  const values = [1.01, 0.99, 1.02, 0.98, 1, 1.01];
  const at = (relevant: number, floorDeviation = 0.02) =>
    only([...rows('homo-2', values, { floor: 1, floorDeviation, draws: 4 }), ...rows('shortcut', values)], {
      relevant,
    });
  expect(at(0.05)?.floorStatement).toBe('at the floor');
  expect(at(0.05)?.floorGap?.error).toBeCloseTo(
    Math.hypot(0.0147196 / Math.sqrt(6), 0.02 / Math.sqrt(24)),
    6,
  );
  expect(at(0.005)?.floorStatement).toBeUndefined();
  // A floor that is poorly known decides nothing.
  expect(at(0.05, 0.5)?.floorStatement).toBeUndefined();
});

test('a method may be worse and at the floor: two statements', () => {
  const shortcut = [1, 1.002, 0.998, 1.001, 1, 0.999, 1.001, 0.999];
  const own = [0.001, 0, -0.001, 0, 0.001, 0, 0, -0.001];
  const homo = shortcut.map((value, seed) => value + 0.01 + Number(own[seed]));
  const near = { floor: 1, floorDeviation: 0.005, draws: 8 };
  expect(
    only([...rows('homo-2', homo, near), ...rows('shortcut', shortcut, near)], { relevant: '5%' }),
  ).toMatchObject({ floorStatement: 'at the floor', contrast: { verdict: 'worse' } });
});

test('surely better than a perfect flow can be is told as such, with or without a margin', () => {
  const collapsed = [0.5, 0.51, 0.49, 0.5, 0.52];
  const outcomes = [
    ...rows('homo-2', collapsed, { floor: 1, floorDeviation: 0.02 }),
    ...rows('shortcut', [1, 2, 3, 4, 5]),
  ];
  expect(only(outcomes)?.floorStatement).toBe('below the floor');
  expect(only(outcomes, { relevant: '5%' })?.floorStatement).toBe('below the floor');
});

test('a floor that does not stray is known exactly', () => {
  const exact = { floor: 0, floorDeviation: 0 };
  const outcomes = [
    ...rows('homo-2', [0.01, 0.02, 0.015, 0.012], exact),
    ...rows('shortcut', [1, 1.1, 0.9, 1.2], exact),
  ];
  expect(only(outcomes, { relevant: '5%' })).toMatchObject({
    floorStatement: 'at the floor',
    contrast: { resolution: undefined, verdict: 'better' },
  });
  expect(only(outcomes, { relevant: 0.015 })?.floorStatement).toBeUndefined();
});

test('a failed run states no floor', () => {
  const outcomes = [...rows('homo-2', [1, 2, 3]), ...rows('shortcut', [1, 2, 3])].map((row) =>
    row.seed === 1 ? { ...row, value: Number.NaN, floor: Number.NaN, floorDeviation: 0 } : row,
  );
  expect(only(outcomes)).toMatchObject({ floorGap: undefined, floor: { deviation: 0.01, draws: 6 } });
});

test('README "failure-signatures": the direction of a metric comes with its rows', () => {
  const more = { floor: 1, floorDeviation: 0, higherIsBetter: true, metric: 'mode-coverage/share' };
  const outcomes = [
    ...rows('homo-2', [0.9, 0.91, 0.89, 0.9], more),
    ...rows('shortcut', [0.5, 0.52, 0.49, 0.51], more),
  ];
  expect(only(outcomes)?.contrast).toMatchObject({ verdict: 'better', wins: 4 });
  const [cell] = compareMethods(outcomes, quick).cells;
  expect(cell?.higherIsBetter).toBe(true);
  const less = outcomes.map(({ higherIsBetter: _, ...row }) => row);
  expect(only(less)?.contrast).toMatchObject({ verdict: 'worse', wins: 0 });
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
  {
    name: 'rows that do not agree on the direction',
    outcomes: [...rows('shortcut', [1]), ...rows('homo-2', [1], { higherIsBetter: true })],
    more: {},
    message: 'p, w2: Some rows say that more is better, others that less is.',
  },
  {
    name: 'a margin of a metric that is not there',
    outcomes: rows('shortcut', [1]),
    more: { relevant: { w3: '5%' } },
    message: 'relevant: There is no metric "w3" in the table.\n  Expected: one of w2.',
  },
  {
    name: 'a margin that is none',
    outcomes: rows('shortcut', [1]),
    more: { relevant: '0%' },
    message: 'relevant: The least difference that matters is "0%".',
  },
])('refuses $name', ({ outcomes, more, message }) => {
  expect(() => compareMethods(outcomes, { ...quick, ...more })).toThrow(message);
});
