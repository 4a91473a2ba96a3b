import { expect, test } from 'vitest';
import type { Interpolant } from './interpolant.ts';
import { beginsAtSource, pathStart, startingPoints } from './path-start.ts';
import { points } from './points.ts';

const domain = () => ({ from: 0, to: 1 });
const straight: Interpolant = { domain, weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }) };
/** alpha(0) = 0.25, beta(0) = 0.75. */
const late: Interpolant = {
  domain,
  weights: (t) => ({ alpha: t.affine(0.75, 0.25), beta: t.affine(-0.75, 0.75) }),
};
const x0 = points(2, Float64Array.of(4, 8, -4, 0));
const x1 = points(2, Float64Array.of(40, 0, 0, 100));

test('the straight path begins at its source points themselves', () => {
  const start = pathStart(straight);
  expect(start).toEqual({ alpha: 0, beta: 1 });
  expect(beginsAtSource(start)).toBe(true);
  expect(startingPoints(start, x0, x1)).toBe(x0);
});

test('a path that has left its source at time 0 begins at the weighted sum of each pair', () => {
  const start = pathStart(late);
  expect(start).toEqual({ alpha: 0.25, beta: 0.75 });
  expect(beginsAtSource(start)).toBe(false);
  expect([...startingPoints(start, x0, x1).values]).toEqual([13, 6, -3, 25]);
});

test.each([[{ alpha: 1e-9, beta: 1 }], [{ alpha: 0, beta: 0.999 }]])(
  'either weight alone moves the beginning: %o',
  (start) => {
    expect(beginsAtSource(start)).toBe(false);
  },
);
