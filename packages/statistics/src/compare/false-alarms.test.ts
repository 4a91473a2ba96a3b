import { expect, test, vi } from 'vitest';
import { drawnOutcomes } from '../testing/outcomes.ts';
import { compareMethods } from './compare-methods.ts';

// Fast alone; a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** Tables of nine comparisons between methods that are all the same: how many of them hold a false better or worse. */
function tablesWithFalseCalls(tables: number, test: 'paired-t' | 'sign-flip'): number {
  const alike = ['shortcut', 'one', 'two', 'three'].map((method) => ({ method, level: 1 }));
  let wrong = 0;
  for (let seed = 0; seed < tables; seed++) {
    const outcomes = drawnOutcomes({ methods: alike, seeds: 8, steps: [1, 4, 16], floorDeviation: 0, seed });
    const { cells } = compareMethods(outcomes, { baseline: 'shortcut', test, resamples: 2 });
    const verdicts = cells.flatMap(({ methods }) => methods.map(({ contrast }) => contrast?.verdict));
    if (verdicts.includes('better') || verdicts.includes('worse')) wrong += 1;
  }
  return wrong;
}

test.each(['paired-t', 'sign-flip'] as const)('%s: at most 1 table in 20 holds a false call', (kind) => {
  // Holm's bound is 0.05. Of 200 such tables more than 21 are wrong with probability 0.0005 at most (binomial).
  const wrong = tablesWithFalseCalls(200, kind);
  expect(wrong).toBeLessThanOrEqual(21);
  // Nor is it all caution: with common baselines and a normal law it comes near to its bound. The sign-flip test cannot: with
  // eight seeds p is at least 2 / 2^8, and the first of nine must be below 0.05 / 9.
  if (kind === 'paired-t') expect(wrong).toBeGreaterThan(2);
  else expect(wrong).toBe(0);
});
