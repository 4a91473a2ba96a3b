/** What may be said of a method beside the baseline. */
export type Verdict = 'better' | 'worse' | 'equivalent' | 'not decided';

/** All verdicts, in the order in which a reader wants them. */
export const verdicts: readonly Verdict[] = ['better', 'worse', 'equivalent', 'not decided'];

/** What a verdict is made of. */
export interface VerdictParts {
  /** Mean difference on common seeds, method - baseline. */
  readonly difference: number;
  /** p of the test of a difference, after the correction for the whole table. */
  readonly adjusted: number;
  /** p of the equivalence test, after the correction; undefined where no margin is stated. */
  readonly equivalence: number | undefined;
  readonly alpha: number;
  readonly higherIsBetter: boolean;
}

/**
 * The verdict; the first rule that holds decides.
 *
 * 1. `better` or `worse`, by the sign of the difference, where the adjusted p of the paired test is at most alpha. Size does not enter:
 *    a small difference that is sure is still a difference, and its size stands beside it.
 * 2. `equivalent` where a margin is stated and the adjusted p of the equivalence test is at most alpha.
 * 3. `not decided`.
 */
export function verdictOf({
  difference,
  adjusted,
  equivalence,
  alpha,
  higherIsBetter,
}: VerdictParts): Verdict {
  if (adjusted <= alpha && difference !== 0) return difference > 0 === higherIsBetter ? 'better' : 'worse';
  return equivalence !== undefined && equivalence <= alpha ? 'equivalent' : 'not decided';
}
