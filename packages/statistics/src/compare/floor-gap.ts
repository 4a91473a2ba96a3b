import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { belowZeroP, marginsOf, meanAndError, type Pair } from './equivalence.ts';
import type { Floor } from './floor.ts';
import type { Margin } from './margin.ts';

/** What may be said of a method beside a perfect flow. */
export type FloorStatement = 'at the floor' | 'below the floor';

/** How far a method is from a perfect flow, in the metric's units; more is worse. */
export interface FloorGap {
  /** Mean of the method less that of the floor, or the other way round where more is better. */
  readonly gap: number;
  /** sqrt(s² / seeds + floor deviation² / draws): the errors of both. */
  readonly error: number;
  readonly degrees: number;
  /** One-sided upper bound at 1 - alpha, not adjusted for the table. */
  readonly upper: number;
}

/** The p of both statements, one-sided. */
export interface FloorTests extends FloorGap {
  /** Of a gap that is not below the margin; undefined where no margin is stated. */
  readonly within: number | undefined;
  /** Of a gap that is not negative. */
  readonly below: number;
}

/** What the gap is made of. */
export interface GapParts {
  /** On each seed; the baseline's is itself for the baseline. Where no margin is stated its own does not matter. */
  readonly pairs: readonly Pair[];
  readonly floor: Floor;
  readonly higherIsBetter: boolean;
  readonly margin: Margin | undefined;
  readonly alpha: number;
}

/** Holds a method against its floor; undefined for fewer than two seeds, which show no spread. */
export function testFloor({ pairs, floor, higherIsBetter, margin, alpha }: GapParts): FloorTests | undefined {
  if (pairs.length < 2) return undefined;
  const sign = higherIsBetter ? -1 : 1;
  const values = pairs.map(({ value }) => sign * value);
  // A floor that does not stray is known; its degrees of freedom do not matter then.
  const offset = { mean: sign * floor.mean, error: floor.error, degrees: Math.max(1, floor.degrees) };
  const { center, error, degrees } = meanAndError(values, offset);
  const widths = margin === undefined ? undefined : marginsOf(pairs, margin);
  return {
    ...{ gap: center, error, degrees },
    upper: error === 0 ? center : center + studentQuantile(1 - alpha, degrees) * error,
    within:
      widths &&
      belowZeroP(
        values.map((value, index) => value - Number(widths[index])),
        offset,
      ),
    below: belowZeroP(values, offset),
  };
}
