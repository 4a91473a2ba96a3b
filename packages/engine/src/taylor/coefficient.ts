import { type Tensor, tf } from '@highorder/core';
import type { Coefficient } from './series.ts';

/** left + right. */
export function sum(left: Coefficient, right: Coefficient): Coefficient {
  if (left === 0) return right;
  return right === 0 ? left : tf.add(left, right);
}

/** left - right. */
export function difference(left: Coefficient, right: Coefficient): Coefficient {
  if (right === 0) return left;
  return left === 0 ? tf.neg(right) : tf.sub(left, right);
}

/** factor times a coefficient. */
export function scaled(coefficient: Coefficient, factor: number): Coefficient {
  if (coefficient === 0 || factor === 0) return 0;
  if (factor === 1) return coefficient;
  return factor === -1 ? tf.neg(coefficient) : tf.mul(coefficient, factor);
}

/** A linear operation on a coefficient. */
export function mapped(coefficient: Coefficient, change: (tensor: Tensor) => Tensor): Coefficient {
  return coefficient === 0 ? 0 : change(coefficient);
}

/** An operation on two coefficients that is linear in each, such as their product. */
export function paired(
  left: Coefficient,
  right: Coefficient,
  combine: (left: Tensor, right: Tensor) => Tensor,
): Coefficient {
  return left === 0 || right === 0 ? 0 : combine(left, right);
}

/** The sum of make(from), ..., make(to). */
export function sumOver(from: number, to: number, make: (j: number) => Coefficient): Coefficient {
  let total: Coefficient = 0;
  for (let j = from; j <= to; j++) total = sum(total, make(j));
  return total;
}
