import { expect, test } from 'vitest';
import { cautiousFactors, seedsSolved } from '../golden/scipy.golden.ts';
import { deviation } from '../sample.ts';
import { pairedPower } from './paired-power.ts';
import { seedsNeeded } from './seeds-needed.ts';

/** Deviation 1: (1 + 1) / 2 under the root. */
const pilot = [-1, 0, 1];

test.each(seedsSolved)(
  'is the next whole number after that of statsmodels: $seeds',
  ({ effect, seeds, ...asked }) => {
    expect(seedsNeeded({ pilotDifferences: pilot, difference: effect, ...asked }).seeds).toBe(
      Math.ceil(seeds),
    );
  },
);

test('is the least that is enough', () => {
  const {
    seeds,
    power,
    deviation: spread,
  } = seedsNeeded({ pilotDifferences: [0.2, 0.5, 0.1, 0.9], difference: -0.3 });
  const of = (count: number) => pairedPower({ seeds: count, effect: 0.3 / spread, alpha: 0.05 });
  expect(of(seeds)).toBe(power);
  expect(power).toBeGreaterThanOrEqual(0.8);
  expect(of(seeds - 1)).toBeLessThan(0.8);
});

test.each(cautiousFactors)(
  'a pilot of $pilot may be $factor times too steady',
  ({ pilot: count, factor }) => {
    const pilotDifferences = Array.from({ length: count }, (_, index) => index);
    const found = seedsNeeded({ pilotDifferences, difference: 2 });
    expect(found.cautiousDeviation).toBeCloseTo(factor * deviation(pilotDifferences), 12);
    const known = seedsNeeded({ pilotDifferences, difference: 2 / factor });
    expect(found.cautiousSeeds).toBe(known.seeds);
    expect(found.cautiousSeeds).toBeGreaterThan(found.seeds);
  },
);

test('a table of many comparisons needs more seeds', () => {
  const asked = { pilotDifferences: pilot, difference: 1 };
  expect(seedsNeeded({ ...asked, comparisons: 40 })).toEqual(seedsNeeded({ ...asked, alpha: 0.05 / 40 }));
  expect(seedsNeeded({ ...asked, comparisons: 40 }).seeds).toBeGreaterThan(seedsNeeded(asked).seeds);
});

test('a huge difference takes two', () => {
  expect(seedsNeeded({ pilotDifferences: pilot, difference: 1000 }).seeds).toBe(2);
});

test.each([
  { asked: { pilotDifferences: [1], difference: 1 }, message: 'pilot: There is 1 value.' },
  { asked: { pilotDifferences: [1, 1], difference: 1 }, message: 'All differences of the pilot are equal.' },
  { asked: { pilotDifferences: [1, Number.NaN], difference: 1 }, message: 'Value 2 of 2 is NaN.' },
  { asked: { pilotDifferences: pilot, difference: 0 }, message: 'The difference is 0.' },
  { asked: { pilotDifferences: pilot, difference: 1, power: 1 }, message: 'The power is 1.' },
  { asked: { pilotDifferences: pilot, difference: 1, alpha: 5 }, message: 'alpha is 5.' },
  { asked: { pilotDifferences: pilot, difference: 1, comparisons: 0 }, message: 'There are 0 comparisons.' },
  { asked: { pilotDifferences: pilot, difference: 1e-4 }, message: 'Not even 1000000 seeds' },
])('refuses: $message', ({ asked, message }) => {
  expect(() => seedsNeeded(asked)).toThrow(message);
});
