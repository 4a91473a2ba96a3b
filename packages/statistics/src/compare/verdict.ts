import type { ConfidenceInterval } from '../intervals/confidence-interval.ts';

/** What may be said of a method beside the baseline. */
export type Verdict = 'better' | 'worse' | 'not distinguishable' | 'below the noise floor';

/** All verdicts, in the order in which a reader wants them. */
export const verdicts: readonly Verdict[] = [
  'better',
  'worse',
  'not distinguishable',
  'below the noise floor',
];

/** What a verdict is made of. */
export interface VerdictParts {
  /** Mean difference on common seeds, method - baseline, in the metric's units, and its interval. */
  readonly difference: number;
  readonly interval: ConfidenceInterval;
  /** p after the correction for the whole table. */
  readonly adjusted: number;
  readonly alpha: number;
  /** Differences up to this size are smaller than what the metric of a perfect flow strays by: two deviations of its floor. */
  readonly band: number;
  /** Whether the means of both methods lie within the floor. */
  readonly bothWithinFloor: boolean;
  readonly higherIsBetter: boolean;
}

/**
 * The verdict; the first rule that holds decides.
 *
 * 1. `below the noise floor` where both means lie within the floor: neither can be told from a perfect flow.
 * 2. `below the noise floor` where the difference is surely small: its whole interval lies inside of ± band.
 * 3. `not distinguishable` where the adjusted p is above alpha.
 * 4. `below the noise floor` where the difference is real, but at most the band.
 * 5. `better` or `worse`, by the sign of the difference.
 */
export function verdictOf(parts: VerdictParts): Verdict {
  const { difference, interval, adjusted, alpha, band, bothWithinFloor, higherIsBetter } = parts;
  if (bothWithinFloor) return 'below the noise floor';
  if (band > 0 && interval.low >= -band && interval.high <= band) return 'below the noise floor';
  if (!(adjusted <= alpha) || difference === 0) return 'not distinguishable';
  if (Math.abs(difference) <= band) return 'below the noise floor';
  return difference > 0 === higherIsBetter ? 'better' : 'worse';
}
