import { required } from '@highorder/core';
import { describe, expect, test } from 'vitest';
import { compareMethods } from '../compare/compare-methods.ts';
import { drawnOutcomes } from '../testing/outcomes.ts';
import { pairedPower } from './paired-power.ts';
import { decidingDifference, planSeeds } from './plan-seeds.ts';
import { samplesNeeded } from './samples-needed.ts';
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

test('says where two single evaluations do not resolve the difference', () => {
  // The floor strays by 0.02, and three draws of four seeds have 8 degrees of freedom: 2.306 sqrt(2) 0.02 = 0.0652.
  expect(planSeeds(pilot, { amount: 0.065 }).map(({ unresolved }) => unresolved)).toEqual([true, true]);
  expect(planSeeds(pilot, { amount: 0.066 }).map(({ unresolved }) => unresolved)).toEqual([false, false]);
});

test('asks for what the table calls relevant where nothing else is asked, and else for a tenth', () => {
  const base = Number(pilot.cells[0]?.methods[0]?.mean);
  expect(planSeeds(pilot)[0]?.difference).toBeCloseTo(0.1 * base, 12);
  const stated = compareMethods(outcomes, { baseline: 'shortcut', relevant: { w2: '3%' } });
  expect(planSeeds(stated)[0]?.difference).toBeCloseTo(0.03 * base, 12);
  const [cell] = stated.cells;
  const method = required(cell?.methods[1], 'There are two methods.');
  // What was seen is about 0.5, and 3 % is 0.06.
  expect(decidingDifference(method)).toBe(Math.abs(Number(method.contrast?.difference)));
  const [wide] = compareMethods(outcomes, { baseline: 'shortcut', relevant: '50%' }).cells;
  expect(decidingDifference(required(wide?.methods[1], 'There are two.'))).toBeCloseTo(0.5 * base, 12);
});

describe('samples that would show a difference', () => {
  const asked = { seeds: 10, samples: 500, deviation: 1, difference: 0.5, power: 0.8, alpha: 0.05 };

  test('with so many, the deviation that is left has the power asked for', () => {
    const evaluation = 0.9;
    const samples = Number(samplesNeeded({ ...asked, evaluation }));
    const left = (count: number) => Math.sqrt(1 - evaluation + (evaluation * 500) / count);
    const power = (count: number) => pairedPower({ seeds: 10, effect: 0.5 / left(count), alpha: 0.05 });
    expect(power(samples)).toBeGreaterThanOrEqual(0.7999);
    expect(power(samples - 2)).toBeLessThan(0.8);
  });

  test('none where the seeds stray by themselves', () => {
    expect(samplesNeeded({ ...asked, evaluation: 0.3 })).toBeUndefined();
    expect(samplesNeeded({ ...asked, evaluation: 0 })).toBeUndefined();
  });

  test('those that there are where they are enough', () => {
    expect(samplesNeeded({ ...asked, difference: 5, evaluation: 0.5 })).toBe(500);
  });

  test('the plan of a pilot counts them with its correction, where rows state their samples', () => {
    const [without] = planSeeds(pilot, { amount: 0.1 });
    expect(without?.samples).toBeUndefined();
    const noisy = outcomes.map((row) => ({ ...row, samples: 200, floorDeviation: 0.2 }));
    const [plan] = planSeeds(compareMethods(noisy, { baseline: 'shortcut' }), { amount: 0.1 });
    const alike = { ...asked, seeds: 4, samples: 200, difference: 0.1, alpha: 0.05 / 2, evaluation: 0.08 };
    expect(plan?.samples).toBe(samplesNeeded({ ...alike, deviation: Number(plan?.needed?.deviation) }));
  });
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
