import { compareMethods, type CompareOptions, type Outcome } from '@highorder/statistics';
import { expect, test } from 'vitest';
import { methodComparisonMarkdown, methodComparisonPage, methodComparisonText } from '../index.ts';

/** Rows of one cell. */
function rows(method: string, values: readonly number[], more: Partial<Outcome> = {}): readonly Outcome[] {
  return values.map((value, seed) => ({
    ...{ problem: 'eight-modes', metric: 'w2', steps: 1, floor: 0.24, floorDeviation: 0.02 },
    ...{ method, seed, value },
    ...more,
  }));
}

const four = { steps: 4 };
const outcomes = [
  ...rows('shortcut', [1, 1.1, 0.9, 1.2]),
  ...rows('homo-2', [0.5, 0.6, 0.45, 0.7]),
  ...rows('mean_flow', [1.05, 1.02, 1, 1.1]),
  ...rows('shortcut', [0.25, 0.26, 0.24, 0.27], four),
  ...rows('homo-2', [0.26, 0.25, 0.25, 0.28], four),
  ...rows('mean_flow', [0.5, Number.NaN, 0.5, 0.5], four),
];

const compared = (rowsOfAll: readonly Outcome[] = outcomes, options: Partial<CompareOptions> = {}) =>
  compareMethods(rowsOfAll, { baseline: 'shortcut', ...options });

test('a table for a terminal: aligned, with floors, stars, words, and what they mean', async () => {
  expect(await methodComparisonText(compared())).toBe(`eight-modes, w2 (less is better; floor 0.240 ± 0.0200)
steps  method           seeds  mean [ ]              median  difference [ ]           wins        p      g  verdict
───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
    1  shortcut             4  1.05 [0.84, 1.26]       1.05                                                 baseline
       homo-2               4  0.56 [0.39, 0.74]       0.55  -0.488 [-0.527, -0.448]   4/4  0.00011  -14.1  better ***
       mean_flow            4  1.042 [0.973, 1.112]   1.035  -0.01 [-0.16, 0.15]       2/4     0.89   -0.1  not decided; over 1000 seeds would show 0.00750
    4  shortcut             4  0.255 [0.234, 0.276]   0.255                                                 baseline
       homo-2               4  0.260 [0.237, 0.283]   0.255  0.005 [-0.011, 0.021]     1/4     0.78    0.4  not decided; 45 seeds would show 0.00500
       mean_flow  4, 1 failed  not finite                                                                   not compared: 1 of 4 runs of mean_flow gave no finite value

[ ] 95% intervals by Student's t, of medians by the percentile bootstrap; each for itself, not adjusted for the table.
difference: mean of method - shortcut on common seeds. wins: common seeds on which the method is better.
p: two-sided paired t test with Holm's correction over 3 comparisons. g: Hedges' g of the paired differences.
* p at most 0.05, ** 0.01, *** 0.001.
not decided: no proof that the two are equal. Beside it: seeds, or samples an evaluation with these seeds, that would show a true difference as large as the one seen four times of five.

homo-2 against shortcut: 1 better, 0 worse, 0 equivalent, 1 not decided
mean_flow against shortcut: 0 better, 0 worse, 0 equivalent, 1 not decided, 1 not compared`);
});

test('README "Verdicts": beside a word stand how small a difference is, and where the floor is', async () => {
  const more = { samples: 500, draws: 4 };
  const shortcut = [0.25, 0.26, 0.24, 0.27, 0.255];
  const homo = [0.27, 0.281, 0.259, 0.291, 0.274];
  const near = [
    ...rows('shortcut', shortcut, more),
    ...rows('homo-2', homo, more),
    ...rows('shortcut', shortcut, { ...more, ...four }),
    ...rows(
      'homo-2',
      homo.map((value) => value - 0.0205),
      { ...more, ...four },
    ),
  ];
  const verdicts = async (options: Partial<CompareOptions>) =>
    (await methodComparisonMarkdown(compared(near, options))).split('\n').flatMap((line) => {
      const found = /\| (?<word>[^|]*) \|$/.exec(line)?.groups?.['word'];
      return found === undefined || /verdict|---/.test(found) ? [] : [found];
    });
  expect(await verdicts({ relevant: '20%' })).toEqual([
    'baseline; at the floor',
    String.raw`worse \*\*\*; smaller than one evaluation of 500 samples resolves; less than what matters; at the floor`,
    'baseline; at the floor',
    'equivalent; at the floor',
  ]);
  expect(await verdicts({})).toEqual([
    'baseline',
    String.raw`worse \*\*\*; smaller than one evaluation of 500 samples resolves`,
    'baseline',
    expect.stringMatching(/^not decided; \d+ seeds or \d+\u202f?\d* samples would show/),
  ]);
  const text = await methodComparisonText(compared(near, { relevant: { w2: '20%' } }));
  expect(text).toContain(
    "relevant: 20% of the baseline's mean (w2). equivalent: surely a smaller difference",
  );
  expect(text).toContain('at the floor: surely less than that above a perfect flow');
  const collapsed = near.map((row) => (row.method === 'homo-2' ? { ...row, value: row.value / 2 } : row));
  expect(await methodComparisonText(compared(collapsed))).toContain('below the floor: surely better than a');
});

test('the same as Markdown, with names that do not turn into marks', async () => {
  const lines = (await methodComparisonMarkdown(compared())).split('\n');
  expect(lines.slice(0, 10)).toEqual(
    String.raw`**eight-modes, w2** (less is better; floor 0.240 ± 0.0200)

| steps | method | seeds | mean | median | difference | wins | p | g | verdict |
| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
| 1 | shortcut | 4 | 1.05 \[0.84, 1.26\] | 1.05 \[0.90, 1.20\] |  |  |  |  | baseline |
| 1 | homo-2 | 4 | 0.56 \[0.39, 0.74\] | 0.55 \[0.45, 0.70\] | -0.488 \[-0.527, -0.448\] | 4/4 | 0.00011 | -14.1 | better \*\*\* |
| 1 | mean\_flow | 4 | 1.042 \[0.973, 1.112\] | 1.035 \[1.000, 1.100\] | -0.01 \[-0.16, 0.15\] | 2/4 | 0.89 | -0.1 | not decided; over 1000 seeds would show 0.00750 |
| 4 | shortcut | 4 | 0.255 \[0.234, 0.276\] | 0.255 \[0.240, 0.270\] |  |  |  |  | baseline |
| 4 | homo-2 | 4 | 0.260 \[0.237, 0.283\] | 0.255 \[0.250, 0.280\] | 0.005 \[-0.011, 0.021\] | 1/4 | 0.78 | 0.4 | not decided; 45 seeds would show 0.00500 |
| 4 | mean\_flow | 4, 1 failed | not finite |  |  |  |  |  | not compared: 1 of 4 runs of mean\_flow gave no finite value |`.split(
      '\n',
    ),
  );
  expect(lines).toContain('- \\* p at most 0.05, \\*\\* 0.01, \\*\\*\\* 0.001.');
});

test('the same as one page, where names cannot become markup', async () => {
  const evil = outcomes.map((row) => (row.method === 'mean_flow' ? { ...row, method: '<b>' } : row));
  const page = await methodComparisonPage('Ablation', compared(evil));
  expect(page).toContain('<title>Ablation</title>');
  expect(page).toContain('<td class="word"><span class="better">better ***</span></td>');
  expect(page).toContain('<th scope="row" class="word">&lt;b&gt;</th>');
  expect(page).not.toContain('<b>');
  expect(page).toContain('less is better; floor 0.240 ± 0.0200');
});

test('floors that differ stand in a column of their own', async () => {
  const other = outcomes.map((row) => (row.method === 'homo-2' ? { ...row, floor: Number.NaN } : row));
  const text = await methodComparisonText(compared(other));
  expect(text).toContain('eight-modes, w2 (less is better)\n');
  expect(text).toMatch(/homo-2 .* unknown /);
  expect(text).toMatch(/shortcut .* 0\.240 ± 0\.0200 /);
  expect(await methodComparisonMarkdown(compared(other))).toContain('| median | floor | difference |');
  expect(await methodComparisonPage('Floors', compared(other))).toContain('<td class="muted">unknown</td>');
});

test('says that more is better, and how many seeds two methods share', async () => {
  const short = [
    ...rows('shortcut', [1, 2, 3, 4, 5]),
    ...rows('homo-2', [2.5, 3.5, 5.5]).map((row) => ({ ...row, seed: row.seed + 2 })),
  ];
  const text = await methodComparisonText(compared(short.map((row) => ({ ...row, higherIsBetter: true }))));
  expect(text).toContain('(more is better; floor');
  expect(text).toMatch(/shortcut +5 /);
  expect(text).toMatch(/ 1\/3 /);
  const fewer = [...rows('shortcut', [1, 2, 3]), ...rows('homo-2', [3, 4.5, 5, 6])];
  expect(await methodComparisonText(compared(fewer))).toContain('4, 3 common');
});

test('warns where the sign-flip test could not see anything', async () => {
  const text = await methodComparisonText(compared(outcomes, { test: 'sign-flip' }));
  expect(text).toContain("p: two-sided sign-flip test with Holm's correction over 3 comparisons.");
  expect(text).toContain('With 4 seeds and 3 comparisons the sign-flip test cannot call anything different');
  const many = Array.from({ length: 12 }, (_, index) => index / 10);
  const enough = [
    ...rows('shortcut', many),
    ...rows(
      'homo-2',
      many.map((value) => value + 1),
    ),
  ];
  expect(await methodComparisonText(compared(enough, { test: 'sign-flip' }))).not.toContain('cannot call');
});

test('nothing to compare is said', async () => {
  const nothing = compared([]);
  expect(await methodComparisonText(nothing)).toBe('There is no result to compare.');
  expect(await methodComparisonMarkdown(nothing)).toBe('There is no result to compare.\n');
  expect(await methodComparisonPage('Nothing', nothing)).toContain('<p>There is no result to compare.</p>');
});

test('README "Verdicts": two seeds give no size of the effect, which is not the same as none', async () => {
  const lineOf = async (seeds: number) => {
    const base = [1, 1.1, 0.9].slice(0, seeds);
    const other = [0.5, 0.62, 0.41].slice(0, seeds);
    const text = await methodComparisonMarkdown(
      compared([...rows('shortcut', base), ...rows('homo-2', other)]),
    );
    return text.split('\n').find((line) => line.includes('| homo-2 |'));
  };
  expect(await lineOf(3)).toMatch(/ \| -\d+\.\d \| [^|]* \|$/);
  expect(await lineOf(2)).toMatch(/ \| – \| [^|]* \|$/);
});
