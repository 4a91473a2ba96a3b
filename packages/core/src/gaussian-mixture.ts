/** One Gaussian of a mixture. */
export interface GaussianComponent {
  /** Its share of the mass; the weights of a mixture sum to 1. */
  readonly weight: number;
  /** [dimension] */
  readonly mean: readonly number[];
  /** Row by row, [dimension * dimension]; symmetric, positive definite. */
  readonly covariance: readonly number[];
}

/** A mixture of Gaussians: what makes exact fields, flows and stratified draws possible. */
export interface GaussianMixture {
  readonly dimension: number;
  readonly components: readonly GaussianComponent[];
}
