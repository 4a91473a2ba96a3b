import { type Distribution, type GaussianMixture, type Problem, required } from '@highorder/core';

/** Why a measure that needs the components of the target does not apply, or undefined where it does. */
export function lacksMixture({ target }: Problem): string | undefined {
  return target.mixture === undefined ? 'The target is not a mixture of Gaussians.' : undefined;
}

/** The mixture of a distribution that is known to have one. Throws where it has none. */
export function mixtureOf({ mixture }: Distribution): GaussianMixture {
  return required(mixture, 'This distribution is not a mixture of Gaussians.');
}
