import type { Interpolant } from '@highorder/core';
import { exactFields, exactFlow } from '@highorder/oracle';
import type { Ends } from '../problems.ts';

/** Taylor steps of an order, with conditional means or with material derivatives past the velocity. */
export interface TaylorMethod {
  readonly name: string;
  readonly order: number;
  readonly derivatives: 'conditional' | 'material';
}

export const taylorMethods: readonly TaylorMethod[] = [
  { name: 'Euler', order: 1, derivatives: 'material' },
  { name: 'order 2, conditional', order: 2, derivatives: 'conditional' },
  { name: 'order 2, material', order: 2, derivatives: 'material' },
  { name: 'order 3, material', order: 3, derivatives: 'material' },
];

/** Carries points from t = 0 to 1 in equal steps with exact fields: x + d u + d^2/2 a_2 + ... */
export function taylorEnds(
  { source, target }: Ends,
  interpolant: Interpolant,
  { order, derivatives }: TaylorMethod,
  { x0, steps }: { readonly x0: Float64Array; readonly steps: number },
): Float64Array {
  const fields = exactFields({ source, target, interpolant });
  const d = 1 / steps;
  let x = x0;
  for (let step = 0; step < steps; step++) {
    const at = fields.at(step * d);
    const next = x.slice();
    let factor = 1;
    for (let k = 1; k <= order; k++) {
      factor *= d / k;
      const field = at[derivatives](x, k);
      for (let i = 0; i < next.length; i++) next[i] = Number(next[i]) + factor * Number(field[i]);
    }
    x = next;
  }
  return x;
}

/** The median distance of end points from those of the exact flow. */
export function medianDistance(ends: Float64Array, exact: Float64Array, dimension: number): number {
  const squares = new Float64Array(ends.length / dimension);
  ends.forEach((value, at) => {
    const row = Math.floor(at / dimension);
    squares[row] = Number(squares[row]) + (value - Number(exact[at])) ** 2;
  });
  const sorted = squares.map(Math.sqrt).sort();
  const middle = (sorted.length - 1) / 2;
  return (Number(sorted[Math.floor(middle)]) + Number(sorted[Math.ceil(middle)])) / 2;
}

/** The end points of the exact flow from t = 0 to 1. */
export function exactEnds(
  { source, target }: Ends,
  interpolant: Interpolant,
  x0: Float64Array,
): Float64Array {
  return exactFlow({ source, target, interpolant }, { tolerance: 1e-10 }).move(x0, 0, 1);
}
