import { type Distribution, type GaussianMixture, type Problem, required } from '@highorder/core';
import type { MixturePath } from './exact/mixture-path.ts';

/** Why a measure that needs the components of the target does not apply, or undefined where it does. */
export function lacksMixture({ target }: Problem): string | undefined {
  return target.mixture === undefined ? 'The target is not a mixture of Gaussians.' : undefined;
}

/** The mixture of a distribution that is known to have one. Throws where it has none. */
export function mixtureOf({ mixture }: Distribution): GaussianMixture {
  return required(mixture, 'This distribution is not a mixture of Gaussians.');
}

/** Why a measure that needs the exact flow does not apply, or undefined where it does. */
export function lacksExactFlow(problem: Problem): string | undefined {
  if (problem.source.mixture === undefined) return 'The source is not a mixture of Gaussians.';
  return problem.interpolant === undefined ? 'The path is not known.' : lacksMixture(problem);
}

/** The mixtures and the path of a problem that is known to have them. Throws where one is missing. */
export function mixturePathOf({ source, target, interpolant }: Problem): MixturePath {
  return {
    source: mixtureOf(source),
    target: mixtureOf(target),
    interpolant: required(interpolant, 'The path of this problem is not known.'),
  };
}
