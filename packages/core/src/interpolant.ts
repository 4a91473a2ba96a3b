import type { Interval } from './interval.ts';
import type { Jet } from './jet.ts';

/**
 * A path (trajectory) from a source point x0 at t = 0 to a data point x1 at t = 1:
 *
 *   x(t) = alpha(t) x1 + beta(t) x0
 *
 * alpha always weighs the data. An implementation gives the two weights as jets; core makes x(t) and its time
 * derivatives of every order from them (`pathDerivative`).
 *
 * ```ts
 * const linear: Interpolant = {
 *   domain: () => ({ from: 0, to: 1 }),
 *   weights: (t) => ({ alpha: t, beta: t.affine(-1, 1) }),
 * };
 * ```
 *
 * Source: Albergo and Vanden-Eijnden, arXiv 2209.15571; in HOMO, arXiv 2502.00688.
 */
export interface Interpolant {
  /**
   * The times at which the weights and their derivatives up to `order` are finite and of useful size. Training uses
   * derivative k at times of domain(k) only. domain(0) is [0, 1]; domains shrink as the order grows.
   */
  domain(order: number): Interval;
  /** Both weights along the jet of times `t`. Pure, float64; never called with t outside domain(t.order). */
  weights(t: Jet): PathWeights;
}

/** Weights of a data point and of a source point, each a jet over the same times. */
export interface PathWeights {
  readonly alpha: Jet;
  readonly beta: Jet;
}
