import { expect, test } from 'vitest';
import { dormandPrinceStep, integrate, type VectorField } from './dormand-prince.ts';

/** Two nonlinear equations that depend on time, with a closed solution: y = (exp(sin t), 1 / (1 + t^2)). */
const field: VectorField = {
  start: () => undefined,
  holds: () => true,
  rate(t, y, into) {
    into[0] = Number(y[0]) * Math.cos(t);
    into[1] = -2 * t * Number(y[1]) ** 2;
  },
};
const exact = (t: number) => [Math.exp(Math.sin(t)), 1 / (1 + t * t)];
const errorAt = (t: number, y: Float64Array) =>
  Math.hypot(...exact(t).map((value, index) => value - Number(y[index])));

test('halving the steps makes the error 2^8 times smaller', () => {
  const errors = [8, 16, 32].map((steps) => {
    const y = Float64Array.of(1, 1);
    for (let k = 0; k < steps; k++) dormandPrinceStep(field, y, (6 * k) / steps, 6 / steps);
    return errorAt(6, y);
  });
  for (const index of [0, 1]) {
    const order = Math.log2(Number(errors[index]) / Number(errors[index + 1]));
    expect(order).toBeGreaterThan(7);
    expect(order).toBeLessThan(9.5);
  }
});

test.each([1e-4, 1e-7, 1e-10, 1e-13])(
  'steps of tolerance %f end about that close, forward and back',
  (tolerance) => {
    const y = Float64Array.of(1, 1);
    integrate(field, y, { from: 0, to: 6, size: () => 1, tolerance });
    expect(errorAt(6, y)).toBeLessThan(20 * tolerance);
    integrate(field, y, { from: 6, to: 0, size: () => 1, tolerance });
    // Backward, the second equation grows by a factor of 37^2 off its line.
    expect(errorAt(0, y)).toBeLessThan(37 ** 2 * 40 * tolerance);
  },
);

test('a step that does not hold is made again shorter', () => {
  const ends: number[] = [];
  const y = Float64Array.of(1, 1);
  const careful = {
    ...field,
    holds(t: number) {
      ends.push(t);
      return t - Number(ends.at(-2) ?? 0) < 0.25 || ends.length % 2 === 0;
    },
  };
  integrate(careful, y, { from: 0, to: 6, size: () => 1, tolerance: 1e-6 });
  expect(errorAt(6, y)).toBeLessThan(2e-5);
});

test('no step is of length 0, where one that is a little too short ends at the end by rounding', () => {
  const lengths: number[] = [];
  let begun = Number.NaN;
  const watched: VectorField = {
    ...field,
    start: (t) => {
      begun = t;
    },
    holds(t) {
      lengths.push(t - begun);
      return true;
    },
  };
  // 1 + 0.999...9 is 2: the step is less than 1, and ends where a step of 1 does.
  integrate(watched, Float64Array.of(1, 1), {
    from: 1,
    to: 2,
    size: () => 1,
    tolerance: 1e-2,
    step: 1 - 2 ** -53,
  });
  expect(lengths).toEqual([1]);
});

test('a field that never holds is given up with a message', () => {
  const y = Float64Array.of(1, 1);
  const never = { ...field, holds: () => false };
  expect(() => integrate(never, y, { from: 0, to: 6, size: () => 1, tolerance: 1e-6 })).toThrow(
    'The exact flow cannot be followed past 0, on its way from 0 to 6.',
  );
});
