import type { GaussianMixture, Interpolant } from '@highorder/core';
import { averageOver, timeNodes } from './time-average.ts';
import { type CurveSettings, type MomentCurve, momentCurves } from './moment-curve.ts';
import { type EndMoments, endMoments } from './pair-moments.ts';
import { pathFrame } from './path-frame.ts';
import { readingNames, type Readings, readingsAt } from './readings.ts';

/** A number and its standard error, from independent replicates; the error is 0 where the number is exact. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

/** The average of a reading over time. */
export type Average = (name: keyof Readings) => number;

/** Averages over the time of a path, and functions of averages. */
export interface Averages {
  /** A function of the averages of a replicate: its mean over the replicates. */
  estimate(of: (average: Average) => number): Estimate;
}

/** A problem that is ready for every path. */
export interface ProblemStudy {
  readonly ends: EndMoments;
  /** Averages over t uniform on the path's domain of an order, 2 or 3; readings of higher orders are not known there. */
  averages(interpolant: Interpolant, order: number): Averages;
}

/** Finds the moments of two mixtures once; every path is then a change of clock and length. */
export function studyProblem(
  source: GaussianMixture,
  target: GaussianMixture,
  settings: CurveSettings,
): ProblemStudy {
  const ends = endMoments(source, target);
  const curves = momentCurves(source, target, settings);
  return {
    ends,
    averages(interpolant, order) {
      const found = curves.map((curve) => averagesOf(interpolant, order, ends, curve));
      return {
        estimate: (of) => summarize(found.map(of)),
      };
    },
  };
}

function averagesOf(interpolant: Interpolant, order: number, ends: EndMoments, curve: MomentCurve): Average {
  return averageOver(timeNodes(interpolant.domain(order)), readingNames, (t) => {
    const frame = pathFrame(interpolant, t, order);
    return readingsAt(frame, ends, curve(frame.angle));
  });
}

function summarize(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { value: mean, error: Math.sqrt(squares / (values.length * (values.length - 1))) };
}
