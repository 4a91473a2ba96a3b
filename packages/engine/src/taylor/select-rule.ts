import { type Tensor, tf } from '@highorder/core';
import type { Coefficient, Next, Series } from './series.ts';

/** The coefficients of condition ? first : second, for a condition that does not change. */
export function chosenTerms(condition: Series, first: Series, second: Series): Next {
  return (k) => {
    const [one, other] = [first.term(k), second.term(k)];
    if (one === 0 && other === 0) return 0;
    return tf.where(condition.value(), filled(one), filled(other));
  };
}

function filled(coefficient: Coefficient): Tensor {
  return coefficient === 0 ? tf.scalar(0) : coefficient;
}
