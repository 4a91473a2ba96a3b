import { identityClock } from '@highorder/core';
import { normalTensor, preconditioningContract, straightPath } from '@highorder/testkit';
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
