import { factorial, type Tensor, tf } from '@highorder/core';
import { scaled } from './coefficient.ts';
import type { Series } from './series.ts';

/** The k-th derivative k! term(k), as a tensor also where it is zero. */
export function derivative(series: Series, k: number): Tensor {
  const value = scaled(series.term(k), factorial(k));
  return value === 0 ? tf.zerosLike(series.value()) : value;
}
