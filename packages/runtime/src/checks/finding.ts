import type { Distribution, Integrator, Interpolant, LossTerm, OrderHead } from '@highorder/core';

/** A combination that cannot work, found before training. */
export interface Finding {
  /** The path in the configuration, such as `losses.1`. */
  readonly path: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The way out. */
  readonly fix: string;
}

/** The components of an experiment that must fit together. */
export interface Parts {
  readonly source: Distribution;
  readonly target: Distribution;
  readonly interpolant: Interpolant;
  readonly heads: readonly OrderHead[];
  readonly terms: readonly LossTerm[];
  readonly integrator: Integrator;
  /** Rows of a batch. */
  readonly batch: number;
}
