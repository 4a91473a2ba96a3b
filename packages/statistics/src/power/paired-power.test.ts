import { randomStream } from '@highorder/core';
import { expect, test } from 'vitest';
import { powers } from '../golden/scipy.golden.ts';
import { pairedTTest } from '../paired/paired-t-test.ts';
import { pairedPower } from './paired-power.ts';

test.each(powers)('is that of scipy for $seeds seeds and effect $effect', ({ power, ...planned }) => {
  expect(pairedPower(planned)).toBeCloseTo(power, 11);
});

test('without an effect it is the chance of a false alarm', () => {
  for (const seeds of [2, 3, 10, 200, 5000]) {
    expect(pairedPower({ seeds, effect: 0, alpha: 0.05 })).toBeCloseTo(0.05, 10);
    expect(pairedPower({ seeds, effect: 0, alpha: 1e-6 })).toBeCloseTo(1e-6, 12);
  }
});

test('is the share of true differences that the test sees', () => {
  const random = randomStream({ seed: 2, purpose: 'power' });
  const experiments = 20_000;
  let seen = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    const differences = Array.from({ length: 6 }, () => 1.2 + random.normal());
    if (pairedTTest(differences).p <= 0.05) seen += 1;
  }
  const power = pairedPower({ seeds: 6, effect: 1.2, alpha: 0.05 });
  // Beyond 3.5 standard errors with probability 0.0005.
  expect(Math.abs(seen / experiments - power)).toBeLessThan(
    3.5 * Math.sqrt((power * (1 - power)) / experiments),
  );
});

test('is the same for either sign, and comes to 1', () => {
  const planned = { seeds: 7, alpha: 0.01 };
  expect(pairedPower({ ...planned, effect: -0.9 })).toBeCloseTo(pairedPower({ ...planned, effect: 0.9 }), 14);
  expect(pairedPower({ ...planned, effect: 50 })).toBeCloseTo(1, 12);
});
