import { type BatchArray, batchArrays, openBatches } from './batch.ts';
import type { Model } from './model.ts';

/** Gives the arrays of each step's batch. Equal steps give equal arrays, whoever draws them and in whatever order. */
export interface BatchSupply {
  /** The arrays of a step; they may be overwritten once the next step is asked for. */
  arrays(step: number): readonly BatchArray[];
  /** Frees what it holds. Nothing is asked for afterwards. */
  close(): void;
}

/** Draws each batch when it is asked for. */
export function localSupply(model: Model): BatchSupply {
  const batches = openBatches(model);
  return { arrays: (step) => batchArrays(batches(step)), close: () => undefined };
}
