import type { Points } from '@highorder/core';
import type { GeneratedSamples } from '../run/run.ts';

/** What a figure of samples shows. */
export interface ShownSamples {
  readonly source: Points;
  readonly target: Points;
  /** A panel each. */
  readonly chosen: readonly GeneratedSamples[];
}
