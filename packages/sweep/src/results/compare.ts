import { compareMethods, type MethodComparison } from '@highorder/statistics';
import type { SweepOutcome } from './outcomes.ts';

/** The methods of a sweep beside their baseline. */
export type SweepComparison = MethodComparison;

/** Values of metrics of which more is better. */
const higherIsBetter: readonly string[] = ['mode-coverage/share'];

/** Compares the methods of a sweep; undefined where the baseline has no value yet. */
export function comparisonOf(
  outcomes: readonly SweepOutcome[],
  baseline: string,
): SweepComparison | undefined {
  if (!outcomes.some(({ method }) => method === baseline)) return undefined;
  return compareMethods(outcomes, { baseline, higherIsBetter });
}
