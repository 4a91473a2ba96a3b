/** A closed interval of numbers, from <= to. Times run from 0 (source) to 1 (data). */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The whole path, from source to data. */
export const unitInterval: Interval = { from: 0, to: 1 };

/** Whether `inner` lies within `outer`, ends included. */
export function contains(outer: Interval, inner: Interval): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
