import type { GaussianMixture } from '@highorder/core';
import { type CircleMoments, circleFields, circleMoments, drawPairs, momentsFrom } from './circle-moments.ts';

/** Moments at every angle. */
export type MomentCurve = (angle: number) => CircleMoments;

/** How finely the moments of a problem are found. */
export interface CurveSettings {
  /** Pairs a replicate. */
  readonly points: number;
  /** Sets of pairs, by which the error of the means is known. */
  readonly replicates: number;
  /** Distance of nodes in log tan(angle). */
  readonly step: number;
}

/** Nodes reach from e^-FIRST to e^LAST in alpha / beta; beyond, the moments have reached their limits to 1e-3. */
const FIRST = -10;
const LAST = 8;

/**
 * The moment curves of two mixtures, one a replicate: exact fields at nodes in log(alpha / beta), cubic interpolation between.
 *
 * The nodes of each replicate lie a little beside those of the last. Where mixtures have a peak that is narrower than the
 * step, as where the flow decides between two modes, some replicates see too much of it and others too little: averages
 * over all come out right, and their scatter tells what the step has cost.
 */
export function momentCurves(
  source: GaussianMixture,
  target: GaussianMixture,
  { points, replicates, step }: CurveSettings,
): readonly MomentCurve[] {
  const fields = circleFields(source, target);
  const count = Math.round((LAST - FIRST) / step);
  return drawPairs(source, target, points, replicates).map((pairs, replicate) => {
    const first = FIRST + (replicate / replicates) * step;
    const nodes = Array.from({ length: count }, (_, node) => first + node * step);
    const found = nodes.map((node) =>
      circleMoments(fields.at(Math.atan(Math.exp(node))), pairs, source.dimension),
    );
    return interpolated(found, first, step);
  });
}

function interpolated(moments: readonly CircleMoments[], from: number, step: number): MomentCurve {
  return (angle) => {
    // At the very end beta may have rounded below 0.
    const place = (Math.log(Math.tan(Math.min(angle, Math.PI / 2))) - from) / step;
    const within = Math.min(moments.length - 1, Math.max(0, place));
    const first = Math.min(moments.length - 4, Math.max(0, Math.floor(within) - 1));
    const weights = lagrange(within - first);
    return momentsFrom((name) =>
      weights.reduce((sum, weight, k) => sum + weight * Number(moments[first + k]?.[name]), 0),
    );
  };
}

/** Weights of the values at 0, 1, 2, 3 in the cubic through them, at x. */
function lagrange(x: number): readonly number[] {
  return [
    (-(x - 1) * (x - 2) * (x - 3)) / 6,
    (x * (x - 2) * (x - 3)) / 2,
    (-x * (x - 1) * (x - 3)) / 2,
    (x * (x - 1) * (x - 2)) / 6,
  ];
}
