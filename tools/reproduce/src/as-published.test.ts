import { join } from 'node:path';
import { type ResolvedSweep, resolveSweep } from '@highorder/config';
import { loadPlugins } from '@highorder/runtime';
import { beforeAll, describe, expect, test } from 'vitest';
import { workspace } from './prepare-table.ts';

/** What the authors' scripts set (M1 + M2 + SC, at their commit d7d6e6e), and the share of SC rows of each block of the table. */
const blocks = [
  { block: 'four-modes-sc-5', width: 70, iterations: 2000, pairs: 800, share: 1 / 20, second: 1e-15 },
  { block: 'four-modes-sc-50', width: 70, iterations: 2000, pairs: 800, share: 1 / 2, second: 1e-15 },
  { block: 'eight-modes-sc-25', width: 100, iterations: 1000, pairs: 800, share: 1 / 4, second: 1e-20 },
  { block: 'eight-modes-sc-50', width: 100, iterations: 1000, pairs: 800, share: 1 / 2, second: 1e-20 },
  { block: 'circle-sc-5', width: 70, iterations: 1000, pairs: 800, share: 1 / 20, second: 1e-15 },
  { block: 'circle-sc-50', width: 70, iterations: 1000, pairs: 800, share: 1 / 2, second: 1e-15 },
];

/** What an experiment is made of, as far as rows may differ. */
interface Parts {
  readonly heads: readonly { readonly order: number; readonly hidden: readonly number[] }[];
  readonly losses: readonly (Readonly<Record<string, unknown>> & {
    readonly use: string;
    readonly weight: number;
  })[];
  readonly [field: string]: unknown;
}

let sweep: ResolvedSweep;
beforeAll(async () => {
  sweep = resolveSweep({
    sources: ['configs/sweeps/paper/as-published.yaml'],
    overrides: [],
    folder: workspace,
    searchPath: [join(workspace, 'configs')],
    registry: await loadPlugins(workspace),
  });
});

function partsOf(block: string, method: string): Parts {
  const point = { problem: sweep.problems.indexOf(block), method: sweep.methods.indexOf(method) };
  const { name: _, ...values } = Object(sweep.compose({ ...point, seed: 0, changes: [] }).values);
  return values;
}

/** Names of the fields in which two experiments differ. */
function differences(one: Parts, other: Parts): readonly string[] {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields]
    .filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]))
    .toSorted();
}

test('has these blocks and rows', () => {
  expect(sweep.problems).toEqual(blocks.map(({ block }) => block));
  expect(sweep.methods).toEqual(['M1-M2-SC', 'M1-SC', 'told-the-step']);
  expect(sweep.settings.baseline).toBe('M1-M2-SC');
});

describe.each(blocks)('$block', ({ block, width, iterations, pairs, share, second }) => {
  test('truth D: the script has its own networks, updates, pairs, share and weights', () => {
    const { heads, losses, training, coupling } = partsOf(block, 'M1-M2-SC');
    expect(heads.map(({ order, hidden }) => ({ order, hidden }))).toEqual([
      { order: 1, hidden: [width, width] },
      { order: 2, hidden: [width, width] },
    ]);
    // The scripts count from 0 to the number of iterations.
    expect(training).toMatchObject({ steps: iterations + 1, batch: pairs });
    expect(coupling).toEqual({ use: 'fixed', pairs });
    expect(losses.map(({ use }) => use)).toEqual([
      'matching',
      'as-published-acceleration',
      'self-consistency',
      'as-published-acceleration',
    ]);
    expect(losses[2]).toMatchObject({ share, rule: 'paper' });
    // A term weighs as much as the share of its rows, and those of M2 less by its weight.
    const expected = [1 - share, second * (1 - share), share, second * share];
    losses.forEach(({ weight }, index) => {
      expect(weight / Number(expected[index])).toBeCloseTo(1, 12);
    });
  });

  test('truth E: the row without M2 differs in nothing else', () => {
    const [script, without] = [partsOf(block, 'M1-M2-SC'), partsOf(block, 'M1-SC')];
    expect(differences(script, without)).toEqual(['heads', 'losses']);
    expect(without.heads).toEqual([script.heads[0]]);
    const kept = script.losses.filter(({ use }) => use !== 'as-published-acceleration');
    // With the velocity alone the paper's rule is that of shortcut models.
    expect(without.losses).toEqual(
      kept.map((term) => (term.use === 'self-consistency' ? { ...term, rule: 'shortcut' } : term)),
    );
  });

  test('truth E: the row that is told the step differs in the integrator alone', () => {
    expect(differences(partsOf(block, 'M1-M2-SC'), partsOf(block, 'told-the-step'))).toEqual(['integrator']);
  });
});

test.each([
  ['four-modes-sc-5', 'four-modes-sc-50'],
  ['eight-modes-sc-25', 'eight-modes-sc-50'],
  ['circle-sc-5', 'circle-sc-50'],
])(
  'truth E: blocks %s and %s differ in the share of SC rows, and the weights that follow from it',
  (own, half) => {
    for (const method of sweep.methods) {
      const [one, other] = [partsOf(own, method), partsOf(half, method)];
      expect(differences(one, other)).toEqual(['losses']);
      const rest = ({ losses }: Parts) => losses.map(({ weight: _weight, share: _share, ...term }) => term);
      expect(rest(one)).toEqual(rest(other));
    }
  },
);
