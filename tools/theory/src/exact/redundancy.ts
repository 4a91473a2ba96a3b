import type { Interpolant } from '@highorder/core';
import { exactFields } from '@highorder/oracle';
import { drawPairs } from './circle-moments.ts';
import type { Ends } from '../problems.ts';
import { derivativeAt } from './pair-moments.ts';
import { pathFrame } from './path-frame.ts';

/** Weights of x and of u in E[x^(k) | x]. */
export interface AffineWeights {
  readonly x: number;
  readonly u: number;
}

/**
 * p and q with alpha^(k) = p alpha + q alpha' and beta^(k) = p beta + q beta': then x^(k) = p x + q x' for every pair of ends,
 * and so for means given x.
 */
export function affineWeights(interpolant: Interpolant, t: number, k: number): AffineWeights {
  const frame = pathFrame(interpolant, t, k);
  const [place, rate, top] = [derivativeAt(frame, 0), derivativeAt(frame, 1), derivativeAt(frame, k)];
  const determinant = place.alpha * rate.beta - rate.alpha * place.beta;
  return {
    x: (top.alpha * rate.beta - rate.alpha * top.beta) / determinant,
    u: (place.alpha * top.beta - top.alpha * place.beta) / determinant,
  };
}

/**
 * The largest |E[x^(k) | x] - p x - q u| over points of the path at the given times, as a share of the largest of the three
 * terms there. The left side comes from the oracle's sums over pairs of components.
 */
export function redundancyResidual(
  { source, target }: Ends,
  interpolant: Interpolant,
  { k, times, points }: { readonly k: number; readonly times: readonly number[]; readonly points: number },
): number {
  const fields = exactFields({ source, target, interpolant });
  const residuals = drawPairs(source, target, points, times.length).map(({ x0, x1 }, index) => {
    const t = Number(times[index]);
    const at = fields.at(t);
    const place = derivativeAt(pathFrame(interpolant, t, 0), 0);
    const x = x1.map((value, axis) => place.alpha * value + place.beta * Number(x0[axis]));
    const weights = affineWeights(interpolant, t, k);
    const left = at.conditional(x, k);
    const fromPlace = x.map((value) => weights.x * value);
    const fromSpeed = at.velocity(x).map((value) => weights.u * value);
    const rest = left.map((value, axis) => value - Number(fromPlace[axis]) - Number(fromSpeed[axis]));
    // Where all three are 0, as e_2 is on the straight path, the residual is 0 too.
    const size = Math.max(largest(left), largest(fromPlace), largest(fromSpeed), Number.MIN_VALUE);
    return largest(rest) / size;
  });
  return Math.max(...residuals);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
