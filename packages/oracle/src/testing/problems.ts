import { equalMixture, type GaussianMixture, type Interpolant, type Jet, required } from '@highorder/core';

const path = (alpha: (t: Jet) => Jet, beta: (t: Jet) => Jet): Interpolant => ({
  domain: () => ({ from: 0, to: 1 }),
  weights: (t) => ({ alpha: alpha(t), beta: beta(t) }),
});
const cubicAlpha = (t: Jet) => t.power(2).scale(3).minus(t.power(3).scale(2));
const vpExponent = (t: Jet) => {
  const rest = t.affine(-1, 1);
  return rest
    .power(2)
    .scale(19.9 / 4)
    .plus(rest.scale(0.1 / 2));
};

/** Three paths, with every derivative wherever it is finite. */
export const paths = {
  ot: path(
    (t) => t,
    (t) => t.affine(-1, 1),
  ),
  cubic: path(cubicAlpha, (t) => cubicAlpha(t).affine(-1, 1)),
  vp: path(
    (t) => vpExponent(t).scale(-1).exp(),
    (t) => vpExponent(t).scale(-2).expm1().scale(-1).sqrt(),
  ),
} as const;

/** Gaussians at equal angles. */
export function ring(modes: number, radius: number, turn: number, variance = 0.3): GaussianMixture {
  const angles = Array.from({ length: modes }, (_, k) => (2 * Math.PI * k) / modes + turn);
  return equalMixture(
    angles.map((angle) => [radius * Math.cos(angle), radius * Math.sin(angle)]),
    variance,
  );
}

export const fourModes = { source: ring(4, 5, 0), target: ring(4, 14, Math.PI / 4) };

/** A problem with every difficulty but size: unequal weights, tilted and unequal covariances, in three dimensions. */
export const tilted: { readonly source: GaussianMixture; readonly target: GaussianMixture } = {
  source: {
    dimension: 3,
    components: [
      { weight: 0.6, mean: [0.5, -1, 0.2], covariance: [1, 0.3, 0, 0.3, 0.6, -0.2, 0, -0.2, 0.8] },
      { weight: 0.4, mean: [-1, 0.4, 0.8], covariance: [0.5, 0, 0.1, 0, 0.9, 0, 0.1, 0, 0.4] },
    ],
  },
  target: {
    dimension: 3,
    components: [
      { weight: 0.3, mean: [2, 1, -1], covariance: [0.4, -0.1, 0.1, -0.1, 0.5, 0.2, 0.1, 0.2, 0.3] },
      { weight: 0.5, mean: [-2, 0.5, 1], covariance: [0.6, 0.2, 0, 0.2, 0.3, 0, 0, 0, 0.2] },
      { weight: 0.2, mean: [0, -2, 0.5], covariance: [0.4, -0.1, 0.1, -0.1, 0.5, 0.2, 0.1, 0.2, 0.3] },
    ],
  },
};

/** Its points for tests: row by row, where the density is not negligible. */
export const tiltedPoints = Float64Array.of(0.2, -0.4, 0.3, 1.1, 0.6, -0.5, -1.4, 0.5, 0.9, -0.3, -1.2, 0.4);

/** The derivative of a function of one number by central differences of order 6. */
export function slope(of: (step: number) => Float64Array, step: number): Float64Array {
  const at = [1, 2, 3].map((k) => [of(k * step), of(-k * step)] as const);
  const factors = [3 / 4, -3 / 20, 1 / 60];
  const [first] = required(at[0], 'There are three.');
  return first.map((_, index) =>
    factors.reduce((sum, factor, k) => {
      const [ahead, behind] = required(at[k], 'There are three.');
      return sum + (factor * (Number(ahead[index]) - Number(behind[index]))) / step;
    }, 0),
  );
}
