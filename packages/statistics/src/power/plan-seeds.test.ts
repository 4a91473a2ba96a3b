import { expect, test } from 'vitest';
import { compareMethods } from '../compare/compare-methods.ts';
import { drawnOutcomes } from '../testing/outcomes.ts';
import { planSeeds } from './plan-seeds.ts';
import { seedsNeeded } from './seeds-needed.ts';

const outcomes = drawnOutcomes({
  methods: [
    { method: 'shortcut', level: 2 },
    { method: 'homo-2', level: 1.5 },
  ],
  steps: [1, 16],
  seeds: 4,
});
const pilot = compareMethods(outcomes, { baseline: 'shortcut' });

test('asks for each comparison, with the alpha of a table of as many', () => {
  const plans = planSeeds(pilot, { amount: 0.1 }, 0.9);
  expect(plans.map(({ steps, method, pilotSeeds }) => `${method} ${steps} ${pilotSeeds}`)).toEqual([
    'homo-2 1 4',
    'homo-2 16 4',
  ]);
  plans.forEach(({ needed }, index) => {
    const pilotDifferences = pilot.cells[index]?.methods[1]?.contrast?.differences ?? [];
    expect(needed).toEqual(seedsNeeded({ pilotDifferences, difference: 0.1, power: 0.9, alpha: 0.05 / 2 }));
  });
});

test('a share is one of the mean of the baseline', () => {
  const [plan] = planSeeds(pilot, { share: 0.25 });
  expect(plan?.difference).toBe(0.25 * Number(pilot.cells[0]?.methods[0]?.mean));
});

test('says where the difference lies below the noise floor', () => {
  // The floor strays by 0.02: its band is 0.04.
  expect(planSeeds(pilot, { amount: 0.04 }).map(({ belowFloor }) => belowFloor)).toEqual([true, true]);
  expect(planSeeds(pilot, { amount: 0.041 }).map(({ belowFloor }) => belowFloor)).toEqual([false, false]);
});

test('says why a pilot tells nothing', () => {
  const failed = outcomes.map((row) =>
    row.steps === 1 && row.seed === 2 ? { ...row, value: Number.NaN } : row,
  );
  const [first, second] = planSeeds(compareMethods(failed, { baseline: 'shortcut' }), { amount: 1 });
  expect(first).toMatchObject({ needed: undefined, pilotSeeds: 0 });
  expect(first?.unknown).toContain('1 of 4 runs of homo-2 gave no finite value');
  expect(second?.unknown).toBeUndefined();
  const equal = outcomes.map((row) => ({ ...row, value: row.method === 'homo-2' ? 1 : 2 }));
  const [plan] = planSeeds(compareMethods(equal, { baseline: 'shortcut' }), { amount: 1 });
  expect(plan?.unknown).toBe('All differences of the pilot are equal.');
});

test('refuses a difference that is not positive', () => {
  expect(() => planSeeds(pilot, { share: 0 })).toThrow(
    'plan of seeds: The difference that should be seen is 0.',
  );
  expect(() => planSeeds(pilot, { amount: Number.NaN })).toThrow('is NaN');
});
