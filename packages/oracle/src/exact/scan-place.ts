import type { ComponentTree } from './component-tree.ts';
import { type PairFamily, transform } from './pair-families.ts';

/** A point, and what the pairs of a family share at weights of the path. */
export interface ScanPlace {
  /** The point along the axes, [dimension]. */
  readonly z: Float64Array;
  readonly alpha: number;
  readonly beta: number;
  /** 1 / (2 s_d), s_d = ratio_d alpha^2 + beta^2, [dimension]. */
  readonly half: Float64Array;
  /** log of the density of a pair of weight 1 at its mean. */
  readonly constant: number;
}

/** The place of a point x, [dimension]. */
export function scanPlace(
  { axes, dimension }: PairFamily,
  x: Float64Array,
  alpha: number,
  beta: number,
): ScanPlace {
  const half = axes.ratios.map((ratio) => 0.5 / (ratio * alpha * alpha + beta * beta));
  let constant = axes.logVolume - (dimension / 2) * Math.log(Math.PI);
  for (const value of half) constant += Math.log(value) / 2;
  return { z: transform(axes.into, x), alpha, beta, half, constant };
}

/** A node of the tree of the target, and one of the source. */
export interface Boxes {
  readonly one: ComponentTree;
  readonly zero: ComponentTree;
}

/**
 * No pair of components from these nodes has a log density above this: that of the largest weights at the distance from
 * the point to the box alpha target box + beta source box. With `near` = 0 boxes are points at their centers.
 */
export function boundOf({ one, zero }: Boxes, place: ScanPlace, b: number, a: number, near: number): number {
  const { z, alpha, beta, half, constant } = place;
  const dimension = z.length;
  const wide = near * Math.abs(alpha);
  const narrow = near * Math.abs(beta);
  let value = constant + (one.logWeight[b] as number) + (zero.logWeight[a] as number);
  for (let d = 0, atOne = b * dimension, atZero = a * dimension; d < dimension; d++, atOne++, atZero++) {
    const rest = (z[d] as number) - alpha * (one.center[atOne] as number);
    const offset = Math.abs(rest - beta * (zero.center[atZero] as number));
    const gap = offset - wide * (one.reach[atOne] as number) - narrow * (zero.reach[atZero] as number);
    if (gap > 0) value -= (half[d] as number) * gap * gap;
  }
  return value;
}

/** Whether the target's node of a pair is to be halved: the larger one on the way, unless it is a leaf. */
export function halvesTarget(
  { one, zero }: Boxes,
  { alpha, beta }: Pick<ScanPlace, 'alpha' | 'beta'>,
  b: number,
  a: number,
): boolean {
  if (one.half[b] === 0) return false;
  if (zero.half[a] === 0) return true;
  return Math.abs(alpha) * (one.size[b] as number) >= Math.abs(beta) * (zero.size[a] as number);
}
