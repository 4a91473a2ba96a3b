import { exactFields } from './exact/exact-fields.ts';
import type { MixturePath } from './exact/mixture-path.ts';

/**
 * The conditional mean of the k-th time derivative of the path, E[x^(k)(t) | x(t) = x], at points row by row: what a matching
 * head of order k converges to. `x` is [rows * dimension]; t must lie in the interpolant's domain(k). Where more than one
 * time or field is wanted, `exactFields` prepares the mixtures once.
 */
export function conditionalDerivative(
  path: MixturePath,
  t: number,
  x: Float64Array,
  k: number,
): Float64Array {
  return exactFields(path).at(t).conditional(x, k);
}
