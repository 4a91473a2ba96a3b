import type { PlanePoint } from './thin.ts';

/** The part of the plane that a panel shows, with equal units on both axes. */
export interface Frame {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * A frame around `settled` points (source, target), which also shows those `loose` ones (generated) that are not
 * further off than the size of the settled ones: a few strays must not make the picture small. `size` is the longer
 * side in pixels; the shorter one is at least a third of it.
 */
export function frameAround(
  settled: readonly PlanePoint[],
  loose: readonly PlanePoint[],
  size: number,
): Frame {
  const x = range(
    settled.map((point) => point.x),
    loose.map((point) => point.x),
  );
  const y = range(
    settled.map((point) => point.y),
    loose.map((point) => point.y),
  );
  const longest = Math.max(x.to - x.from, y.to - y.from);
  const [across, up] = [widened(x, longest / 3), widened(y, longest / 3)];
  return {
    x: [across.from, across.to],
    y: [up.from, up.to],
    width: Math.round((size * (across.to - across.from)) / longest),
    height: Math.round((size * (up.to - up.from)) / longest),
  };
}

/**
 * A point no further from the frame than its size; undefined if it is nowhere. Lines may lead out of a frame, but not
 * to where drawing programs lose their footing.
 */
export function near({ x, y }: Frame, point: PlanePoint): PlanePoint | undefined {
  if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) return undefined;
  return { x: clamp(point.x, x), y: clamp(point.y, y) };
}

function clamp(value: number, [from, to]: readonly [number, number]): number {
  const size = to - from;
  return Math.min(to + size, Math.max(from - size, value));
}

/** Whether a point lies in a frame. */
export function isInside({ x, y }: Frame, point: PlanePoint): boolean {
  return point.x >= x[0] && point.x <= x[1] && point.y >= y[0] && point.y <= y[1];
}

function range(settled: readonly number[], loose: readonly number[]): Range {
  const core = settled.length > 0 ? bounds(settled) : bounds(loose);
  const reach = (core.to - core.from || 1) * 0.5;
  const near = loose.filter((value) => value >= core.from - reach && value <= core.to + reach);
  const all = bounds([core.from, core.to, ...near]);
  const margin = (all.to - all.from || 1) * 0.05;
  return { from: all.from - margin, to: all.to + margin };
}

function bounds(values: readonly number[]): Range {
  if (values.length === 0) return { from: -1, to: 1 };
  const reduced = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  for (const value of values) {
    reduced.from = Math.min(reduced.from, value);
    reduced.to = Math.max(reduced.to, value);
  }
  return reduced;
}

function widened({ from, to }: Range, least: number): Range {
  const missing = Math.max(0, least - (to - from)) / 2;
  return { from: from - missing, to: to + missing };
}
