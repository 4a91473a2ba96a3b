import type { MethodComparison } from './compare-methods.ts';
import type { Verdict } from './verdict.ts';

/** How often a method got each verdict over a whole table. */
export interface Tally {
  readonly method: string;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Cells in which it could not be compared. */
  readonly notCompared: number;
}

/** Counts verdicts, a line for each method beside the baseline, in order of first appearance. */
export function tally({ options, cells }: MethodComparison): readonly Tally[] {
  const entries = cells.flatMap(({ methods }) => methods).filter(({ method }) => method !== options.baseline);
  return [...new Set(entries.map(({ method }) => method))].map((method) => {
    const own = entries.filter((entry) => entry.method === method);
    const count = (verdict: Verdict) => own.filter(({ contrast }) => contrast?.verdict === verdict).length;
    return {
      method,
      counts: {
        better: count('better'),
        worse: count('worse'),
        equivalent: count('equivalent'),
        'not decided': count('not decided'),
      },
      notCompared: own.filter(({ notCompared }) => notCompared !== undefined).length,
    };
  });
}
