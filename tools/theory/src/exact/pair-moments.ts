import type { GaussianMixture } from '@highorder/core';
import { mixtureMoments } from '@highorder/oracle';
import type { PathFrame } from './path-frame.ts';

/** Second moments of independent ends, exact. */
export interface EndMoments {
  /** E|x0|^2 */
  readonly source: number;
  /** E|x1|^2 */
  readonly target: number;
  /** E[x1 . x0] = E[x1] . E[x0] */
  readonly cross: number;
}

/** The second moments of a pair of mixtures, independently coupled. */
export function endMoments(source: GaussianMixture, target: GaussianMixture): EndMoments {
  const [start, end] = [mixtureMoments(source), mixtureMoments(target)];
  const square = ({ mean, covariance }: typeof start) =>
    mean.reduce((sum, value, axis) => sum + value ** 2 + Number(covariance[axis * (mean.length + 1)]), 0);
  return {
    source: square(start),
    target: square(end),
    cross: start.mean.reduce((sum, value, axis) => sum + value * Number(end.mean[axis]), 0),
  };
}

/** Weights of x1 and of x0 in a combination of both. */
export interface Combination {
  readonly alpha: number;
  readonly beta: number;
}

/** The k-th time derivative of the path as a combination of the ends. */
export function derivativeAt({ alpha, beta }: PathFrame, k: number): Combination {
  return { alpha: Number(alpha[k]), beta: Number(beta[k]) };
}

export function difference(a: Combination, b: Combination): Combination {
  return { alpha: a.alpha - b.alpha, beta: a.beta - b.beta };
}

/** E|alpha x1 + beta x0|^2, in closed form. */
export function meanSquare({ alpha, beta }: Combination, { source, target, cross }: EndMoments): number {
  return alpha * alpha * target + 2 * alpha * beta * cross + beta * beta * source;
}
