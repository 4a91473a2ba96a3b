import type { GaussianMixture, Interpolant } from '@highorder/core';

/** Two mixtures, independently coupled, and the path between them. */
export interface MixturePath {
  readonly source: GaussianMixture;
  readonly target: GaussianMixture;
  readonly interpolant: Interpolant;
}
