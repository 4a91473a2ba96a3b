import type { Points } from '@highorder/core';

const golden = (Math.sqrt(5) - 1) / 2;

/**
 * At most about `limit` of the rows 0 to count - 1, spread evenly, the same every time. Multiples of the golden ratio
 * choose them, so that rows which come in turns (a component each) keep their shares.
 */
export function thinRows(count: number, limit: number): readonly number[] {
  const rows = Array.from({ length: count }, (_, row) => row);
  return count <= limit ? rows : rows.filter((row) => (row * golden) % 1 < limit / count);
}

/** A point as figures see it: its first coordinate, and its second (0 in one dimension). */
export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** At most about `limit` of the points in the plane of the first two coordinates, without those that are not finite. */
export function planePoints(from: Points, limit = Number.POSITIVE_INFINITY): readonly PlanePoint[] {
  const { count, dimension, values } = from;
  return thinRows(count, limit)
    .map((row) => ({
      x: values[row * dimension] ?? Number.NaN,
      y: dimension > 1 ? (values[row * dimension + 1] ?? Number.NaN) : 0,
    }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
}
