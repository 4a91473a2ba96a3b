import { identityClock, randomStream } from '@highorder/core';
import { logarithmicClock, timeSamplerContract } from '@highorder/testkit';
import { expect, test } from 'vitest';
import logitNormal from './logit-normal.ts';

timeSamplerContract(logitNormal);
timeSamplerContract(logitNormal, { options: { mean: -1.5, deviation: 3 } });

const rows = 4000;

// The mean of 4000 draws strays by more than 3.3 deviations, and their standard deviation too, with
// probability 0.001 each; the seed is fixed.
test.each([
  { clock: identityClock, mean: 0, deviation: 1 },
  { clock: logarithmicClock(), mean: 0.8, deviation: 0.5 },
])('the logit of the reading is normal: mean $mean, deviation $deviation', ({ clock, mean, deviation }) => {
  const { t } = logitNormal.make({ mean, deviation }).draw({
    rows,
    domain: { from: 0, to: 1 },
    clock,
    random: randomStream({ seed: 3, purpose: 'test/logit' }),
  });
  const logits = t.map((time) => Math.log(clock.reading(time) / (1 - clock.reading(time))));
  const average = logits.reduce((sum, value) => sum + value, 0) / rows;
  const variance = logits.reduce((sum, value) => sum + (value - average) ** 2, 0) / rows;
  expect(Math.abs(average - mean)).toBeLessThan((3.3 * deviation) / Math.sqrt(rows));
  expect(Math.abs(Math.sqrt(variance) - deviation)).toBeLessThan((3.3 * deviation) / Math.sqrt(2 * rows));
});
