import type { EvaluationRow } from '@highorder/core';
import { logAxis } from './log-axis.ts';

/** The scale and axis of a metric's values, and where the band of its floor ends below. */
export interface MetricScale {
  readonly axis: ReturnType<typeof logAxis> | ReturnType<typeof linearAxis>;
  /** The least value that the axis shows of a band: a log scale has no zero. */
  readonly least: number;
}

/**
 * Logarithmic where every value and floor is positive and they span more than a factor of three; linear elsewhere,
 * since a log axis over less has hardly a tick. Shows every value and every floor with its band, and some space.
 */
export function metricScale(rows: readonly EvaluationRow[]): MetricScale {
  const numbers = rows.flatMap((row) => [row.value, row.floor]).filter(Number.isFinite);
  const band = (side: number) =>
    rows.map((row) => row.floor + side * row.floorDeviation).filter(Number.isFinite);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers, ...band(2))];
  const lowest = Math.min(low, ...band(-2));
  if (!(low > 0 && high > 3 * low)) return { axis: linearAxis(lowest, high), least: lowest };
  const least = Math.max(low / 1.6, lowest);
  const space = (high / least) ** 0.08;
  return { axis: logAxis(least / space, high * space), least };
}

function linearAxis(low: number, high: number) {
  const space = (high - low || Math.abs(high) || 1) * 0.08;
  return {
    scale: { type: 'linear' as const, domain: [low - space, high + space], nice: false },
    // Not `format`, to which Vega adds a precision of its own: 10 would read 1e+1.
    axis: { tickCount: 4, labelExpr: "format(datum.value, '~g')" },
  };
}
