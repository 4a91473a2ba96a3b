import { equalMixture, type Interpolant, mixtureDistribution, type Problem } from '@highorder/core';

/** x(t) = t x1 + (1 - t) x0. */
export const straight: Interpolant = {
  domain: () => ({ from: 0, to: 1 }),
  weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
};

/** A Gaussian of the plane. */
export const gaussian = (x: number, y: number, variance: number) =>
  mixtureDistribution(equalMixture([[x, y]], variance));

/** One Gaussian to another: the exact flow is the affine map x -> m1 + 3 (x - m0). */
export const affine: Problem = {
  source: gaussian(1, -2, 0.25),
  target: gaussian(-3, 5, 2.25),
  interpolant: straight,
};
