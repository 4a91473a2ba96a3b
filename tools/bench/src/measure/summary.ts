/** A number that was measured several times. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Median and ends. The median of an even number of values is the mean of the middle two. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}

/** The ratios of two series, round by round. */
export function ratioOf(values: readonly number[], reference: readonly number[]): Spread {
  return spreadOf(values.map((value, round) => value / (reference[round] ?? Number.NaN)));
}
