import { definePlugin, InputError, type Interpolant, type Jet, unitInterval } from '@highorder/core';
import { z } from 'zod';
import { isMonotone } from './monotone.ts';

/**
 * How far alpha(0) may lie from 0 and alpha(1) from 1: decimals in a file need not add up to the last digit.
 */
const END_TOLERANCE = 1e-9;

/**
 * A straight path whose clock is any monotone polynomial:
 *
 *   alpha(t) = c_0 + c_1 t + ... + c_n t^n    weight of the data point x1
 *   beta(t)  = 1 - alpha(t)                   weight of the source point x0
 *
 * with alpha(0) = 0, alpha(1) = 1 and alpha nowhere falling on [0, 1]. `[0, 1]` is the straight path, `[0, 0,
 * 3, -2]` the cubic one; the default has velocity and acceleration 0 at both ends. Every domain is [0, 1].
 *
 * Throws `InputError` where the coefficients do not make such a path. Source: Albergo and Vanden-Eijnden,
 * arXiv 2209.15571, equation 4 (an interpolant is free between its ends).
 */
export default definePlugin({
  kind: 'interpolant',
  name: 'polynomial',
  summary: 'A path whose data weight is any monotone polynomial in t.',
  cite: ['albergo2023building'],
  options: z.strictObject({
    coefficients: z
      .array(z.number())
      .min(2)
      .default([0, 0, 0, 10, -15, 6])
      .describe('Coefficients of alpha by rising power of t, from t^0 on.'),
  }),
  create: ({ coefficients }): Interpolant => {
    requirePath(coefficients);
    return {
      domain: () => unitInterval,
      weights(t) {
        const alpha = polynomialOf(t, coefficients);
        return { alpha, beta: alpha.affine(-1, 1) };
      },
    };
  },
});

/** Horner's rule. */
function polynomialOf(t: Jet, coefficients: readonly number[]): Jet {
  return coefficients.reduceRight((sum, coefficient) => sum.times(t).plus(coefficient), t.constant(0));
}

function requirePath(coefficients: readonly number[]): void {
  const atStart = Number(coefficients[0]);
  const atEnd = coefficients.reduce((total, coefficient) => total + coefficient, 0);
  if (Math.abs(atStart) > END_TOLERANCE)
    throw mistake(coefficients, `alpha(0) is ${atStart}.`, 'alpha(0) = 0');
  if (Math.abs(atEnd - 1) > END_TOLERANCE)
    throw mistake(coefficients, `alpha(1) is ${atEnd}.`, 'alpha(1) = 1');
  if (!isMonotone(coefficients)) {
    throw mistake(coefficients, 'alpha falls somewhere on [0, 1].', 'alpha that rises from 0 to 1');
  }
}

function mistake(coefficients: readonly number[], message: string, expected: string): InputError {
  return new InputError({
    where: `polynomial, coefficients [${coefficients.join(', ')}]`,
    message,
    expected,
    fix: 'The list begins with the coefficient of t^0 and sums to 1: [0, 0, 3, -2] is 3 t^2 - 2 t^3.',
  });
}
