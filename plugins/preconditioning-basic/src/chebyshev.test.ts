import { HighOrderError } from '@highorder/core';
import { columnOf, expectClose, gradientsOf, prepareTensors, valuesOf } from '@highorder/testkit';
import { type Tensor2D, tf } from '@highorder/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { evaluateChebyshev, fitChebyshev } from './chebyshev.ts';

beforeAll(prepareTensors);

const times = Array.from({ length: 33 }, (_, index) => index / 32);
const fit = (f: (t: number) => number) => fitChebyshev((t) => t.map(f));

describe('Chebyshev fit', () => {
  test.each([
    ['a constant', () => 3, 9],
    ['a polynomial of degree 6', (t: number) => (3 * t ** 2 - 2 * t ** 3) ** 2, 9],
    ['a steep exponential', (t: number) => Math.exp(-10 * (1 - t) ** 2), 33],
    ['a wave', (t: number) => Math.cos(9 * t), 33],
  ])('%s, with few terms', (_, f, mostTerms) => {
    const series = fit(f);
    expect(series.coefficients.length).toBeLessThanOrEqual(mostTerms);
    const values = valuesOf(evaluateChebyshev(series, columnOf(times)));
    expectClose('values', values, times.map(f), { absolute: 2e-6 });
  });

  test('T_2 and T_5 have one coefficient each', () => {
    const { coefficients } = fit(
      (t) => Math.cos(2 * Math.acos(2 * t - 1)) + 3 * Math.cos(5 * Math.acos(2 * t - 1)),
    );
    const expected = coefficients.map((_, k) => (k === 2 ? 1 : k === 5 ? 3 : 0));
    expectClose('coefficients', coefficients, expected, { absolute: 1e-12 });
  });

  test('gradients flow: the slope of t^2', () => {
    const series = fit((t) => t * t);
    const { t } = gradientsOf(({ t: given }) => tf.sum(evaluateChebyshev(series, given as Tensor2D)), {
      t: columnOf(times),
    });
    expectClose(
      'slope',
      t ?? [],
      times.map((time) => 2 * time),
      { absolute: 1e-5 },
    );
  });

  test('a kink is borne, a jump is refused', () => {
    expect(fit((t) => 1 + 0.1 * Math.abs(t - 0.5)).coefficients).toHaveLength(65);
    expect(() => fit((t) => (t < 0.37 ? 0 : 1))).toThrow(HighOrderError);
    expect(() => fit((t) => (t < 0.37 ? 0 : 1))).toThrow(
      /not smooth in t[^]*preconditioning: \{ use: none \}/,
    );
  });
});
