import { identityClock } from '@highorder/core';
import {
  columnOf,
  expectClose,
  normalTensor,
  preconditioningContract,
  straightPath,
  valuesOf,
} from '@highorder/testkit';
import { expect, test } from 'vitest';
import none from './none.ts';

preconditioningContract(none);
preconditioningContract(none, { options: { clock: 'log' } });
preconditioningContract(none, { options: { clock: 'auto' } });

const inputs = { interpolant: straightPath, sourceSpread: 0.1, targetSpread: 1 };

test('networks see x itself, and t itself unless a clock is chosen', () => {
  const { view, clock } = none.make().fit(inputs);
  const x = normalTensor('x', 3, 2);
  expect(view(x, normalTensor('t', 3, 1))).toBe(x);
  expect(clock).toBe(identityClock);
  expect(none.make({ clock: 'log' }).fit(inputs).clock.reading(0.1)).toBeCloseTo(
    Math.log(2) / Math.log(11),
    12,
  );
});

test.each([
  { sourceSpread: 0.19, reading: Math.log(1 + 0.1 / 0.19) / Math.log(1 + 1 / 0.19) },
  { sourceSpread: 0.2, reading: 0.1 },
  { sourceSpread: 3, reading: 0.1 },
])('clock: auto is log below a fifth: a source $sourceSpread as wide shows $reading at 0.1', (choice) => {
  const { clock } = none.make({ clock: 'auto' }).fit({ ...inputs, sourceSpread: choice.sourceSpread });
  expect(clock.reading(0.1)).toBeCloseTo(choice.reading, 12);
});

test('derivatives: clock gives the mean rate of the clock over a step, its derivative for none', () => {
  const options = { clock: 'log', derivatives: 'clock' } as const;
  const { clock, rate } = none.make(options).fit(inputs);
  const [times, steps] = [
    [0, 0, 0.3, 0.95, 0.2],
    [1, 0.01, 0.5, 0.05, 0],
  ];
  // Central differences of the clock in float64 over 1e-5 stand for its derivative.
  const expected = times.map((t, row) => {
    const d = Number(steps[row]);
    const [from, to] = d > 0 ? [t, t + d] : [t - 1e-5, t + 1e-5];
    return (clock.reading(to) - clock.reading(from)) / (to - from);
  });
  expectClose('rate', valuesOf(rate?.(columnOf(times), columnOf(steps)) ?? columnOf([])), expected, {
    relative: 6e-4,
  });
});

test('without a clock, or with derivatives in time, there is no rate', () => {
  expect(none.make({ clock: 'log' }).fit(inputs).rate).toBeUndefined();
  expect(none.make({ derivatives: 'clock' }).fit(inputs).rate).toBeUndefined();
});
