import { type Comparison, type Points, points } from '@highorder/core';

/** Two sets of equally many points. */
export interface EqualSets {
  readonly generated: Points;
  readonly reference: Points;
}

/** The first points of both sides: as many as both have, and no more than `limit`. */
export function firstPoints({ generated, reference }: Comparison, limit = Infinity): EqualSets {
  const count = Math.min(generated.count, reference.count, limit);
  const first = ({ dimension, values }: Points) => points(dimension, values.subarray(0, count * dimension));
  return { generated: first(generated), reference: first(reference) };
}
