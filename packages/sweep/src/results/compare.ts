import { compareMethods, type MethodComparison, type Relevant } from '@highorder/statistics';
import type { SweepOutcome } from './outcomes.ts';

/** The methods of a sweep beside their baseline. */
export type SweepComparison = MethodComparison;

/** What the methods of a sweep are held against. */
export interface SweepMeasure {
  readonly baseline: string;
  /** The least difference that matters, where the sweep states it. */
  readonly relevant: Relevant | undefined;
}

/** Compares the methods of a sweep; undefined where the baseline has no value yet. */
export function comparisonOf(
  outcomes: readonly SweepOutcome[],
  { baseline, relevant }: SweepMeasure,
): SweepComparison | undefined {
  if (!outcomes.some(({ method }) => method === baseline)) return undefined;
  return compareMethods(outcomes, { baseline, relevant: known(relevant, outcomes) });
}

/** Margins of metrics that have a value by now: the plan has checked the names, and a sweep may still be running. */
function known(relevant: Relevant | undefined, outcomes: readonly SweepOutcome[]): Relevant | undefined {
  if (typeof relevant !== 'object') return relevant;
  const metrics = new Set(outcomes.map(({ metric }) => metric));
  return Object.fromEntries(Object.entries(relevant).filter(([metric]) => metrics.has(metric)));
}
