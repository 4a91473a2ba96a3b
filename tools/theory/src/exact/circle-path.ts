import type { Interpolant } from '@highorder/core';

/**
 * The path on the unit circle of weights, run by its own angle: alpha = sin, beta = cos, "time" the angle from 0 to pi/2.
 * Every path is this one with its length and its clock changed, x(t) = R(t) y(theta(t)), so what is known here is known of
 * all paths.
 */
export const circlePath: Interpolant = {
  domain: () => ({ from: 0, to: Math.PI / 2 }),
  weights: (angle) => ({ alpha: angle.sin(), beta: angle.cos() }),
};
