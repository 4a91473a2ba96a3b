import type { Distribution } from './distribution.ts';
import type { Points } from './points.ts';
import type { RandomStream } from './random/stream.ts';

/** Row i of the source belongs to row i of the target. */
export interface Pairs {
  readonly source: Points;
  readonly target: Points;
}

/** What a coupling draws from. */
export interface CouplingInputs {
  readonly source: Distribution;
  readonly target: Distribution;
  /** For what is drawn once, when the coupling opens. */
  readonly random: RandomStream;
}

/**
 * How source and data points are paired. It must keep both marginals: the sources of its pairs are distributed as
 * the source, the targets as the target.
 */
export interface Coupling {
  /** Draws what is fixed for the whole run, if anything, and returns what draws each batch. */
  open(inputs: CouplingInputs): PairSource;
}

/** Draws pairs. It keeps no state between calls: equal `random` gives equal pairs. */
export interface PairSource {
  draw(rows: number, random: RandomStream): Pairs;
}
