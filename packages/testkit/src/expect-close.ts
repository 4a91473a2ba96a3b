/** How far two numbers may lie apart: |found - expected| <= absolute + relative * |expected|. */
export interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/**
 * Throws, naming `what` and both numbers, where found and expected lie further apart than the tolerance,
 * where lengths differ, or where a number is not finite. Without a tolerance: 1e-12 relative.
 */
export function expectClose(
  what: string,
  found: number | ArrayLike<number>,
  expected: number | ArrayLike<number>,
  tolerance: Tolerance = { relative: 1e-12 },
): void {
  const foundList = asList(found);
  const expectedList = asList(expected);
  if (foundList.length !== expectedList.length) {
    throw new Error(`${what}: ${foundList.length} numbers, expected ${expectedList.length}.`);
  }
  foundList.forEach((value, index) => {
    const wanted = Number(expectedList[index]);
    const allowed = (tolerance.absolute ?? 0) + (tolerance.relative ?? 0) * Math.abs(wanted);
    if (Math.abs(value - wanted) <= allowed) return;
    const place = foundList.length === 1 ? what : `${what} [${index}]`;
    throw new Error(`${place}: found ${value}, expected ${wanted} within ${allowed.toPrecision(2)}.`);
  });
}

function asList(values: number | ArrayLike<number>): readonly number[] {
  return typeof values === 'number' ? [values] : Array.from(values);
}
