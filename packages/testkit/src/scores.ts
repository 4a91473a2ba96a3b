/** How far the mean of values lies from the expected one, in its own estimated deviations: nearly standard normal. */
export function meanScore(values: ArrayLike<number>, expected: number): number {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (list.length - 1);
  const allowance = 1e-12 * Math.max(1, Math.abs(expected));
  return (mean - expected) / (Math.sqrt(variance / list.length) + allowance);
}

/** A chi-square statistic as a nearly standard normal score: E. B. Wilson and M. M. Hilferty, PNAS 17 (1931). */
export function chiSquareScore(statistic: number, degrees: number): number {
  const spread = 2 / (9 * degrees);
  return ((statistic / degrees) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread);
}
