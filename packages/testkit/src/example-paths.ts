import { type Interpolant, Jet, unitInterval } from '@highorder/core';

/** x(t) = t x1 + (1 - t) x0. */
export const straightPath: Interpolant = {
  domain: () => unitInterval,
  weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
};

/**
 * A variance-preserving path, alpha = e^(-5 s^2), beta = sqrt(1 - alpha^2), s = 1 - t: like those of diffusion models it
 * begins beside its source, and derivatives are kept off the data end.
 */
export const variancePreservingPath: Interpolant = {
  domain: (order) => (order === 0 ? unitInterval : { from: 0, to: order === 1 ? 0.999 : 0.99 }),
  weights(t) {
    const exponent = t.affine(-1, 1).power(2).scale(-5);
    // At t = 1 beta has a value, 0, and no finite derivative.
    const rest = exponent.scale(2).expm1().scale(-1);
    return { alpha: exponent.exp(), beta: rest.order === 0 ? rootOf(rest) : rest.sqrt() };
  },
};

/** Paths on which contracts are examined. */
export const examplePaths: Readonly<Record<string, Interpolant>> = {
  straight: straightPath,
  'variance-preserving': variancePreservingPath,
};

function rootOf(value: Jet): Jet {
  return Jet.fromDerivatives([value.value.map((square) => Math.sqrt(Math.max(square, 0)))]);
}
