import { identityClock, randomStream } from '@highorder/core';
import { timeSamplerContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import steps from './as-published-steps.ts';

const breaks = {
  'never steps past 1': {
    reason: 'the published scripts draw t and d apart from each other',
    complaint: /^t \+ d passes 1: /,
  },
};

timeSamplerContract(steps, { breaks });
timeSamplerContract(steps, { options: { finest: 4 }, breaks });

describe('what happens instead', () => {
  const rows = 200_000;
  const { t, d } = steps.make().draw({
    rows,
    clock: identityClock,
    domain: { from: 0, to: 1 },
    random: randomStream({ seed: 5, purpose: 'past the end' }),
  });
  const share = (counts: (row: number) => boolean) => t.filter((_, row) => counts(row)).length / rows;

  test('a quarter of the rows steps past the end', () => {
    // P(t > 1 - d) = d, whose mean over 1, 1/2, ..., 1/128 is (255/128)/8. Five standard deviations: false alarm 6e-7.
    const expected = 255 / 128 / 8;
    const tolerance = 5 * Math.sqrt((expected * (1 - expected)) / rows);
    expect(Math.abs(share((row) => Number(t[row]) + Number(d[row]) > 1) - expected)).toBeLessThan(tolerance);
  });

  test('the second half step of some begins after the end', () => {
    // P(t > 1 - d/2) = d/2: networks are asked for times at which the path has ended, up to 1.5.
    const expected = 255 / 128 / 16;
    const tolerance = 5 * Math.sqrt((expected * (1 - expected)) / rows);
    const second = Array.from(t, (time, row) => time + Number(d[row]) / 2);
    const after = second.filter((time) => time > 1).length / rows;
    expect(Math.abs(after - expected)).toBeLessThan(tolerance);
    expect(Math.max(...second.slice(0, 10_000))).toBeGreaterThan(1.49);
  });

  test('t knows nothing of d, and every level is as likely', () => {
    for (let level = 0; level < 8; level++) {
      const mine = Array.from(t).filter((_, row) => Math.abs(Number(d[row]) - 2 ** -level) < 1e-9);
      const mean = mine.reduce((sum, time) => sum + time, 0) / mine.length;
      // Five standard deviations each: false alarm 1e-5 for all sixteen.
      expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / mine.length));
      expect(Math.abs(mine.length / rows - 1 / 8)).toBeLessThan(5 * Math.sqrt(7 / 64 / rows));
    }
  });
});

test('refuses steps that are no power of two', () => {
  expect(() => steps.make({ finest: 100 })).toThrow('expected a power of two');
});
