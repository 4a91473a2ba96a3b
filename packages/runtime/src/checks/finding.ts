import type { Distribution, Integrator, Interpolant, LossTerm, OrderHead } from '@highorder/core';

/** A combination that cannot work, found before training. */
export interface Finding {
  /** The path in the configuration, such as `losses.1`. */
  readonly path: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** The way out, where one is known. */
  readonly fix?: string | undefined;
}

/** The components of an experiment that must fit together. */
export interface Parts {
  readonly source: Distribution;
  readonly target: Distribution;
  readonly interpolant: Interpolant;
  /** Sorted by their orders. */
  readonly heads: readonly OrderHead[];
  /** The place of each head in the configuration, such as `heads.0`. */
  readonly headPaths: readonly string[];
  readonly terms: readonly LossTerm[];
  readonly integrator: Integrator;
  /** Rows of a batch. */
  readonly batch: number;
  /** Points of the fixed set of each side, or fresh ones. */
  readonly samples: number | 'fresh';
  readonly evaluation: { readonly samples: number; readonly draws: number };
  /** Vectors as long as the parameters that training keeps beside them and their gradient. */
  readonly moments: number;
  /** Bytes of memory that this machine has. */
  readonly memory: number;
}
