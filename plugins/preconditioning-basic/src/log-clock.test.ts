import { identityClock, InputError } from '@highorder/core';
import { expectClose } from '@highorder/testkit';
import { describe, expect, test } from 'vitest';
import { logClock } from './log-clock.ts';

describe('log clock', () => {
  test('at source / target = 1/3 it shows a half at t = 1/3: log 2 / log 4', () => {
    // 1 + 3t = 2 at t = 1/3, and 1 + 3t = 4 at t = 1.
    expectClose('reading of 1/3', logClock(1 / 3).reading(1 / 3), 0.5);
    expectClose('time of 1/2', logClock(1 / 3).time(0.5), 1 / 3);
  });

  test('fixes 0 and 1 to the bit', () => {
    for (const ratio of [1e-3, 0.1, 1, 7]) {
      const clock = logClock(ratio);
      expect([clock.reading(0), clock.reading(1), clock.time(0), clock.time(1)]).toEqual([0, 1, 0, 1]);
    }
  });

  test('is the identity for a wide source', () => {
    for (const t of [0.2, 0.5, 0.9])
      expectClose('reading', logClock(1e6).reading(t), identityClock.reading(t), { absolute: 1e-6 });
  });

  test.each([0, -1, Number.POSITIVE_INFINITY, Number.NaN])('refuses the ratio %d', (ratio) => {
    expect(() => logClock(ratio)).toThrow(InputError);
    expect(() => logClock(ratio)).toThrow(
      /positive spread; their ratio is .*\n {2}Way out: Use `clock: none`/,
    );
  });
});
