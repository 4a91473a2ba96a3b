import {
  definePlugin,
  InputError,
  type Interpolant,
  type Interval,
  type Jet,
  unitInterval,
} from '@highorder/core';
import { z } from 'zod';
import { meanExponential } from './mean-exponential.ts';

/**
 * The variance-preserving diffusion path: alpha^2 + beta^2 = 1 at every t. With s = 1 - t,
 *
 *   q(t)     = a s^2 / 2 + b s
 *   alpha(t) = exp(-q / 2)           weight of the data point x1
 *   beta(t)  = sqrt(1 - exp(-q))     weight of the source point x0
 *
 * It starts near the source, not on it: alpha(0) = exp(-a/4 - b/2), 0.0066 with the defaults.
 *
 * With b > 0, beta goes like sqrt(b s) near t = 1, so that its k-th derivative grows like s^(1/2 - k) in a
 * layer s < 2b/a. The margins keep training outside it. With b = 0 beta is smooth at t = 1, and every domain
 * is [0, 1].
 *
 * Source: Song et al., arXiv 2011.13456, equation 33 (variance-preserving), with the constants of HOMO, arXiv
 * 2502.00688.
 */
export default definePlugin({
  kind: 'interpolant',
  name: 'vp-ode',
  summary: 'The variance-preserving diffusion path.',
  cite: ['song2021score', 'chen2025homo'],
  options: z.strictObject({
    a: z.number().positive().default(19.9).describe('How much the noise rate rises from data to source.'),
    b: z
      .number()
      .nonnegative()
      .default(0.1)
      .describe('The noise rate at the data; 0 makes the path smooth there.'),
    velocityMargin: z
      .number()
      .gt(0)
      .lt(1)
      .default(1e-3)
      .describe('Distance from t = 1 that first derivatives keep. Without effect where b is 0.'),
    margin: z
      .number()
      .gt(0)
      .lt(1)
      .default(1e-2)
      .describe(
        'Distance from t = 1 that second derivatives keep; each further order takes it off again. Without effect where b is 0.',
      ),
  }),
  create: ({ a, b, velocityMargin, margin }): Interpolant => {
    if (velocityMargin > margin) throw wrongMargins(velocityMargin, margin);
    return {
      domain: (order) => (b === 0 ? unitInterval : domainWithMargin(order, velocityMargin, margin)),
      weights(t) {
        const s = t.affine(-1, 1);
        const q = s.times(s.affine(a / 2, b));
        return {
          alpha: q.scale(-0.5).exp(),
          beta: b === 0 ? smoothRoot(s, a) : q.scale(-1).expm1().scale(-1).sqrt(),
        };
      },
    };
  },
});

/** sqrt(1 - exp(-a s^2 / 2)) = s sqrt(a/2 * mean of exp over [-q, 0]), which divides by nothing at s = 0. */
function smoothRoot(s: Jet, a: number): Jet {
  const q = s.times(s).scale(a / 2);
  return s.times(
    meanExponential(q, a / 2)
      .scale(a / 2)
      .sqrt(),
  );
}

/** Each order past the second takes the margin off once more, since beta^(k) grows by 1/s with every order. */
function domainWithMargin(order: number, velocityMargin: number, margin: number): Interval {
  if (order === 0) return unitInterval;
  return { from: 0, to: order === 1 ? 1 - velocityMargin : (1 - margin) ** (order - 1) };
}

function wrongMargins(velocityMargin: number, margin: number): InputError {
  return new InputError({
    where: 'vp-ode',
    message: `velocityMargin ${velocityMargin} is larger than margin ${margin}, but domains shrink with the order.`,
    expected: 'velocityMargin <= margin',
    fix: `Set margin to ${velocityMargin} or more.`,
  });
}
