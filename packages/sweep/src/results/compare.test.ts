import { expect, test } from 'vitest';
import { comparisonOf } from './compare.ts';
import type { SweepOutcome } from './outcomes.ts';

/** Two methods of which the second has the larger values on every seed. */
function outcomes(higherIsBetter: boolean): readonly SweepOutcome[] {
  return [0, 1, 2, 3, 4, 5].flatMap((seed) =>
    ['first', 'second'].map((method, place) => ({
      problem: 'circle',
      method,
      seed,
      metric: 'score',
      steps: 1,
      value: 1 + place + 0.01 * seed * (place + 1),
      floor: Number.NaN,
      floorDeviation: 0,
      higherIsBetter,
      evaluations: 1,
      samples: 100,
      job: `${method}-${seed}`,
    })),
  );
}

test('a metric says itself whether more of it is better', () => {
  const verdict = (higherIsBetter: boolean) =>
    comparisonOf(outcomes(higherIsBetter), { baseline: 'first', relevant: undefined })?.cells[0]?.methods[1]
      ?.contrast?.verdict;
  expect(verdict(false)).toBe('worse');
  expect(verdict(true)).toBe('better');
});

test('there is no comparison before the baseline has a value', () => {
  expect(comparisonOf(outcomes(false), { baseline: 'third', relevant: '5%' })).toBeUndefined();
});

test('a margin of a metric that has no value yet waits for it', () => {
  const relevant = { score: '5%', later: 0.1 };
  const comparison = comparisonOf(outcomes(false), { baseline: 'first', relevant });
  expect(comparison?.options.relevant).toEqual({ score: '5%' });
  expect(comparison?.cells[0]?.methods[1]?.contrast?.equivalence?.margin).toBeCloseTo(0.05 * 1.025, 12);
});
