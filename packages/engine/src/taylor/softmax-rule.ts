import { tf } from '@highorder/core';
import { chainTerms } from './arithmetic.ts';
import { difference, mapped } from './coefficient.ts';
import { type Next, type Series, seriesBy } from './series.ts';

/**
 * The coefficients of own = softmax(z) over the last axis: own' = own (z - m)', where m, the logarithm of the sum of
 * exponentials, has m' = sum own z'.
 */
export function softmaxTerms(z: Series, own: Series): Next {
  const weighted = chainTerms(z, own);
  const relative = seriesBy(
    () => z.value(),
    () => (k) =>
      difference(
        z.term(k),
        mapped(weighted(k), (terms) => tf.sum(terms, -1, true)),
      ),
  );
  return chainTerms(relative, own);
}
