import { identityClock, type Interval, randomStream } from '@highorder/core';
import { logarithmicClock, timeSamplerContract } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import shortcutLadder from './shortcut-ladder.ts';

timeSamplerContract(shortcutLadder);
timeSamplerContract(shortcutLadder, { options: { finest: 16 } });
timeSamplerContract(shortcutLadder, { options: { finest: 16, drawn: 'finest' } });

const rows = 8000;

function draw(finest: number, domain: Interval = { from: 0, to: 1 }, clock = identityClock) {
  const random = randomStream({ seed: 11, purpose: 'test/ladder' });
  return shortcutLadder.make({ finest }).draw({ rows, domain, clock, random });
}

/** How often each value occurs. */
function countsOf(values: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

test('steps are 1, 1/2, ... 1/128, equally often', () => {
  const counts = countsOf(draw(128).d);
  expect([...counts.keys()].sort((a, b) => b - a)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((j) => 2 ** -j));
  // Each count is binomial(8000, 1/8): mean 1000, deviation 29.6. Eight of them stay within 4 deviations but
  // for 5 in 10000.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(4 * 29.6);
});

test('times of a step lie on its grid, equally often', () => {
  const { t, d } = draw(4);
  const quarters = countsOf(t.filter((_, row) => d[row] === 0.25));
  expect([...quarters.keys()].sort()).toEqual([0, 0.25, 0.5, 0.75]);
  // Each about 667 with deviation 25; four of them stay within 4 deviations but for 3 in 10000.
  for (const count of quarters.values()) expect(Math.abs(count - 8000 / 12)).toBeLessThan(100);
});

test('steps of a level tile the path on any clock', () => {
  const clock = logarithmicClock();
  const { t, d } = draw(4, { from: 0, to: 1 }, clock);
  const readings = t.map((time, row) => clock.reading(time + Number(d[row])) - clock.reading(time));
  const levels = new Set(Array.from(readings, (reading) => Math.round(1e6 * reading) / 1e6));
  expect([...levels].sort()).toEqual([0.25, 0.5, 1]);
});

test('a narrow domain keeps the grid points inside it, and steps may leave it', () => {
  const { t, d } = draw(8, { from: 0.2, to: 0.8 });
  const points = new Set(Array.from(t, (time, row) => `${time} + ${d[row]}`));
  // No 1 (only t = 0), of the halves the second, of the quarters all but the first, of the eighths 2/8 to
  // 6/8.
  expect([...points].sort()).toEqual(
    [
      '0.5 + 0.5',
      ...['0.25', '0.5', '0.75'].map((time) => `${time} + 0.25`),
      ...['0.25', '0.375', '0.5', '0.625', '0.75'].map((time) => `${time} + 0.125`),
    ].sort(),
  );
});

test('refuses a domain without a grid point', () => {
  expect(() => draw(4, { from: 0.55, to: 0.7 })).toThrow(
    'shortcut-ladder: No grid point of 1, 2, 4 steps lies in [0.55, 0.7].',
  );
});

test.each([0, 3, 12.5, 100])('refuses a ladder of %s steps', (finest) => {
  expect(() => shortcutLadder.make({ finest })).toThrow();
});

describe('drawn', () => {
  const stepsOf = (drawn: 'all' | 'finest') => {
    const sampler = shortcutLadder.make({ finest: 4, drawn });
    const random = randomStream({ seed: 2, purpose: 'test/drawn' });
    const { d } = sampler.draw({ rows: 200, domain: { from: 0, to: 1 }, clock: identityClock, random });
    return { finest: sampler.finest, steps: [...new Set(d)].sort((a, b) => b - a) };
  };

  // Each step has a third or all of 200 draws: one that is never drawn has a probability below 1e-34.
  test.each([
    ['all', [1, 1 / 2, 1 / 4]],
    ['finest', [1 / 4]],
  ] as const)('%s: these steps, and the finest is still that of the ladder', (drawn, steps) => {
    expect(stepsOf(drawn)).toEqual({ finest: 1 / 4, steps });
  });
});
