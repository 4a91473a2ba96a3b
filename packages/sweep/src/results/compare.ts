import { compareMethods, type MethodComparison } from '@highorder/statistics';
import type { SweepOutcome } from './outcomes.ts';

/** The methods of a sweep beside their baseline. */
export type SweepComparison = MethodComparison;

/** Compares the methods of a sweep; undefined where the baseline has no value yet. */
export function comparisonOf(
  outcomes: readonly SweepOutcome[],
  baseline: string,
): SweepComparison | undefined {
  if (!outcomes.some(({ method }) => method === baseline)) return undefined;
  const higher = outcomes.filter(({ higherIsBetter }) => higherIsBetter).map(({ metric }) => metric);
  return compareMethods(outcomes, { baseline, higherIsBetter: [...new Set(higher)] });
}
