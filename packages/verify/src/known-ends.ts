import { required } from '@highorder/core';
import { distances, type ExactFlow } from '@highorder/oracle';

/** Points whose ends are known, with the rows that they were. All, where none is. */
export interface KnownEnds {
  /** How many are known. */
  readonly known: number;
  readonly rows: readonly number[];
  readonly points: Float64Array;
  readonly ends: Float64Array;
}

/** An end is known if the way from a start that is off by so much ends as near, in units of training. */
const KNOWN = { start: 1e-13, end: 1e-6 } as const;
/** Into how many parts that way is cut, so that its steps are others. */
const PARTS = 101;

/**
 * Where the exact flow carries points from 0 to 1. A way that passes many sharp separatrices makes up to 1e14 of a rounding error;
 * such an end differs from that of the next place, and says nothing.
 */
export function knownEnds(
  flow: Pick<ExactFlow, 'move' | 'follow'>,
  points: Float64Array,
  dimension: number,
): KnownEnds {
  const ends = flow.move(points, 0, 1);
  const beside = points.map((value) => value + KNOWN.start);
  const times = Float64Array.from({ length: PARTS + 1 }, (_, part) => part / PARTS);
  const again = required(flow.follow(beside, times)[PARTS], 'Every time has a place.');
  const all = Array.from({ length: points.length / dimension }, (_, row) => row);
  const near = all.filter((row) => {
    const part = (values: Float64Array) => values.subarray(row * dimension, (row + 1) * dimension);
    return distances(part(ends), part(again), dimension).rms <= KNOWN.end;
  });
  const rows = near.length > 0 ? near : all;
  return {
    known: near.length,
    rows,
    points: rowsOf(points, rows, dimension),
    ends: rowsOf(ends, rows, dimension),
  };
}

/** These rows of a matrix. */
export function rowsOf(values: Float64Array, rows: readonly number[], dimension: number): Float64Array {
  return Float64Array.from(
    rows.flatMap((row) => [...values.subarray(row * dimension, (row + 1) * dimension)]),
  );
}
