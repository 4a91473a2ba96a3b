/**
 * The arithmetic mean of the exact sum: it depends on the values and not on their order, and equal sums of equally many values have
 * equal means to the bit, so that ties of means can be seen. Equal values are their own mean. NaN of no values, and where a sum overflows.
 *
 * Sources: Shewchuk, Adaptive precision floating-point arithmetic (1997), for the sum; Dekker (1971) for the product.
 */
export function exactMean(values: readonly number[]): number {
  const count = values.length;
  const sum = exactSum(values);
  const near = rounded(sum) / count;
  // What is left of the sum beyond count * near, with the product split into two halves that are exact.
  const high = upperHalf(near);
  const rest = exactSum([...sum, -count * high, -count * (near - high)]);
  return near + rounded(rest) / count;
}

/** Numbers without common bits, from small to large, with the same sum to the last bit. */
function exactSum(values: readonly number[]): readonly number[] {
  let parts: number[] = [];
  for (const value of values) {
    const next: number[] = [];
    let carried = value;
    for (const part of parts) {
      const [large, small] = Math.abs(carried) < Math.abs(part) ? [part, carried] : [carried, part];
      const sum = large + small;
      const lost = small - (sum - large);
      if (lost !== 0) next.push(lost);
      carried = sum;
    }
    next.push(carried);
    parts = next;
  }
  return parts;
}

/** The double nearest to an exact sum, so that it does not depend on how the sum is split into parts; even at half a bit. */
function rounded(parts: readonly number[]): number {
  const rest = [...parts];
  let high = rest.pop() ?? 0;
  while (rest.length > 0) {
    const before = high;
    const part = Number(rest.pop());
    high = before + part;
    const lost = part - (high - before);
    if (lost === 0) continue;
    // Exactly half a bit was lost, and what is below it decides on the side.
    const twice = high + 2 * lost;
    const tie = 2 * lost === twice - high;
    return tie && Math.sign(lost) === Math.sign(rest.at(-1) ?? 0) ? twice : high;
  }
  return high;
}

/** The first 26 bits. */
function upperHalf(value: number): number {
  const shifted = 0x8000001 * value;
  return shifted - (shifted - value);
}
