import type { PlannedComparison } from '@highorder/statistics';
import { expect, test } from 'vitest';
import { seedPlanText } from '../index.ts';

const place = { problem: 'circle', metric: 'w2', method: 'homo-2', pilotSeeds: 4 };
const needed = { seeds: 12, power: 0.82, deviation: 0.2187, cautiousSeeds: 25, cautiousDeviation: 0.34 };

const plans: readonly PlannedComparison[] = [
  { ...place, steps: 1, difference: 0.2, unresolved: false, samples: 900, needed, unknown: undefined },
  {
    ...{ ...place, steps: 4, difference: 0.02, unresolved: true, samples: undefined },
    ...{ needed: { ...needed, seeds: 300, cautiousSeeds: 640 }, unknown: undefined },
  },
  {
    ...{ ...place, steps: 16, difference: 0.2, unresolved: false, samples: undefined, pilotSeeds: 0 },
    ...{ needed: undefined, unknown: 'only one common seed' },
  },
];

test('a line a comparison, the most of all, and what cannot be known', async () => {
  expect(await seedPlanText(plans)).toBe(
    `
problem  metric  steps  method  difference  deviation  pilot  seeds  cautious  samples
──────────────────────────────────────────────────────────────────────────────────────
circle   w2          1  homo-2       0.200      0.219      4     12        25      900
circle   w2          4  homo-2     0.0200°      0.219      4    300       640        –
circle   w2         16  homo-2       0.200                 0      ?         ?        ?
All comparisons: 300 seeds, 640 with caution.
seeds: if the deviation of the pilot is the true one. cautious: if it is the upper end of its 80% interval.
samples: of an evaluation, with the seeds of the pilot, if what evaluation adds strays as the floor does; an order of magnitude. –: no number is known to do.
° smaller than two single evaluations resolve: only a mean over seeds shows it.
? circle, w2, 16, homo-2: only one common seed`.trimStart(),
  );
});

test('a pilot without comparisons says so', async () => {
  expect(await seedPlanText([])).toBe('The pilot compares nothing.');
});
