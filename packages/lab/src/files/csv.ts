import type { Points } from '@highorder/core';

/** Points as CSV: a header (`x,y` in the plane, else `x1,x2,...`) and a line a point. */
export function pointsToCsv({ count, dimension, values }: Points): string {
  const lines = Array.from({ length: count }, (_, row) =>
    Array.from(values.subarray(row * dimension, (row + 1) * dimension), shortNumber).join(','),
  );
  return `${[coordinateNames(dimension).join(','), ...lines].join('\n')}\n`;
}

/** The names of the coordinates of points. */
export function coordinateNames(dimension: number): readonly string[] {
  if (dimension === 2) return ['x', 'y'];
  return Array.from({ length: dimension }, (_, axis) => `x${axis + 1}`);
}

/** Nine significant digits: what a float32 holds, without the noise behind it. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(9)));
}
