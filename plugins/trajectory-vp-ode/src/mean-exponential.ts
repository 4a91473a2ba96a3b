import type { Jet } from '@highorder/core';

/** Terms of the power series: enough for full float64 accuracy on [0, 1], derivatives of order 8 included. */
const TERMS = 26;

/**
 * (1 - exp(-q)) / q, the mean of exp over [-q, 0], for 0 <= q <= largest. Smooth at q = 0, where it is 1.
 *
 * The quotient itself is 0/0 at q = 0 and a power series loses digits where q is large. So q is halved until
 * it is at most 1, the series is summed there, and the doublings phi(2q) = phi(q) (1 + exp(-q)) / 2 lead
 * back, without a subtraction of near numbers.
 */
export function meanExponential(q: Jet, largest: number): Jet {
  const halvings = Math.max(0, Math.ceil(Math.log2(largest)));
  let argument = q.scale(0.5 ** halvings);
  let result = seriesNearZero(argument);
  for (let doubling = 0; doubling < halvings; doubling++) {
    result = result.times(argument.scale(-1).exp().affine(0.5, 0.5));
    argument = argument.scale(2);
  }
  return result;
}

/** sum_n (-q)^n / (n + 1)!, by Horner's rule. */
function seriesNearZero(q: Jet): Jet {
  let result = q.constant(1);
  for (let n = TERMS; n >= 2; n--) result = result.times(q).affine(-1 / n, 1);
  return result;
}
