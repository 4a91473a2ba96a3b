import { expect, test } from 'vitest';
import type { Interpolant } from './interpolant.ts';
import { unitInterval } from './interval.ts';
import { pathDerivative } from './path.ts';

const quarterTurn: Interpolant = {
  domain: () => unitInterval,
  weights: (t) => ({ alpha: t.scale(Math.PI / 2).sin(), beta: t.scale(Math.PI / 2).cos() }),
};

const dimension = 2;
const x0 = Float64Array.of(1, 2, 3, 4, 5, 6);
const x1 = Float64Array.of(-1, 0.5, 2, 7, 0, -3);
const times = Float64Array.of(0.2, 0.5, 0.7);

const derivative = (t: Float64Array, k: number) => pathDerivative(quarterTurn, { dimension, x0, x1, t }, k);

test('is the source at 0 and the data at 1', () => {
  expect(Array.from(derivative(new Float64Array(3), 0))).toEqual(Array.from(x0));
  derivative(Float64Array.of(1, 1, 1), 0).forEach((value, i) => expect(value).toBeCloseTo(Number(x1[i]), 14));
});

test.each([1, 2, 3, 4])('derivative %i is the slope of the one below, for every coordinate', (k) => {
  const h = 1e-3;
  const moved = (by: number) =>
    derivative(
      times.map((t) => t + by),
      k - 1,
    );
  const [right, left, farRight, farLeft] = [moved(h), moved(-h), moved(2 * h), moved(-2 * h)];
  derivative(times, k).forEach((value, i) => {
    const near = (Number(right[i]) - Number(left[i])) / (2 * h);
    const far = (Number(farRight[i]) - Number(farLeft[i])) / (4 * h);
    // Differences of order 4; their own error is h^4/30 of the fifth derivative above, about 1e-10.
    expect(Math.abs(value - (4 * near - far) / 3)).toBeLessThan(1e-8);
  });
});

test('each row has its own time', () => {
  const alone = pathDerivative(
    quarterTurn,
    { dimension, x0: x0.slice(2, 4), x1: x1.slice(2, 4), t: Float64Array.of(0.5) },
    2,
  );
  expect(Array.from(derivative(times, 2).slice(2, 4))).toEqual(Array.from(alone));
});
