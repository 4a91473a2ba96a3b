/**
 * The geometric mean of a series over a window of about `window` values around each, fewer at the ends: the line
 * through the middle of its wiggles on a log scale. Values that are not above zero are passed over; NaN where a
 * window holds no others.
 */
export function smooth(values: readonly number[], window: number): readonly number[] {
  const half = Math.max(0, Math.floor(window / 2));
  const { sums, counts } = running(values);
  return values.map((_, index) => {
    const [from, to] = [Math.max(0, index - half), Math.min(values.length, index + half + 1)];
    const count = Number(counts[to]) - Number(counts[from]);
    return count === 0 ? Number.NaN : Math.exp((Number(sums[to]) - Number(sums[from])) / count);
  });
}

/** Sums of logarithms and numbers of values before each index. */
function running(values: readonly number[]) {
  const sums = new Float64Array(values.length + 1);
  const counts = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    const counted = value > 0 && Number.isFinite(value);
    sums[index + 1] = Number(sums[index]) + (counted ? Math.log(value) : 0);
    counts[index + 1] = Number(counts[index]) + (counted ? 1 : 0);
  });
  return { sums, counts };
}
