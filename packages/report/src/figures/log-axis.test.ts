import { expect, test } from 'vitest';
import { logAxis, logTicks } from './log-axis.ts';

test.each([
  [0.0005, 30, [0.001, 0.01, 0.1, 1, 10]],
  [0.15, 3, [0.2, 0.5, 1, 2]],
  [1.9, 5.2, [2, 3, 4, 5]],
  [1e-20, 1e4, [1e-18, 1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1, 1e3]],
])('from %d to %d the ticks are round: %j', (from, to, ticks) => {
  const found = logTicks(from, to);
  expect(found.length).toBeLessThanOrEqual(10);
  expect(found).toEqual(expect.arrayContaining(ticks));
  expect(found.every((tick) => tick >= from && tick <= to)).toBe(true);
});

test('a short interval is widened to a factor of three around its middle', () => {
  const [from = 0, to = 0] = logAxis(4, 4).scale.domain;
  expect(to / from).toBeCloseTo(3, 12);
  expect(Math.sqrt(from * to)).toBeCloseTo(4, 12);
});
