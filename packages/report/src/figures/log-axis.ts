/**
 * A logarithmic scale over an interval of positive numbers, widened to a factor of three where it spans less, with
 * round ticks: powers of ten, and some multiples of those over a short one.
 */
export function logAxis(low: number, high: number) {
  const widening = Math.max(1, Math.sqrt((3 * low) / high));
  const [from, to] = [low / widening, high * widening];
  return {
    scale: { type: 'log' as const, domain: [from, to], nice: false },
    axis: { values: [...logTicks(from, to)], format: '~g' },
  };
}

/** Round numbers in an interval of positive numbers, some four to eight where there are. */
export function logTicks(from: number, to: number): readonly number[] {
  const decades = Math.log10(to / from);
  const factors = decades > 2.3 ? [1] : decades > 0.6 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 8];
  const [first, last] = [Math.floor(Math.log10(from)), Math.floor(Math.log10(to))];
  const powers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const stride = Math.ceil(decades / 8);
  return powers
    .filter((power) => stride <= 1 || power % stride === 0)
    .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
    .filter((tick) => tick >= from && tick <= to);
}
