import { type Tensor, tf } from '@highorder/core';
import type { Value } from '../graph/graph.ts';
import type { OperationOf } from '../graph/operation.ts';
import { mapped, paired } from './coefficient.ts';
import { type Next, type Series, seriesBy } from './series.ts';

/** What a reduction works on. */
export interface ReduceInputs {
  readonly z: Series;
  /** The result, whose lower coefficients are known. */
  readonly own: Series;
  readonly output: Value;
}

/** The further coefficients of a reduction; undefined for those that have none. */
export function reduceTerms(
  { name, axes, keepDimensions }: OperationOf<'reduce'>,
  { z, own }: ReduceInputs,
): Next | undefined {
  const over = [...axes];
  switch (name) {
    case 'sum':
      return (k) => mapped(z.term(k), (term) => tf.sum(term, over, keepDimensions));
    case 'mean':
      return (k) => mapped(z.term(k), (term) => tf.mean(term, over, keepDimensions));
    case 'max':
    case 'min': {
      const share = seriesBy(
        () => reachedShare(z.value(), own.value(), over),
        () => () => 0,
      );
      return (k) =>
        mapped(
          paired(z.term(k), share.value(), (term, part) => tf.mul(term, part)),
          (term) => tf.sum(term, over, keepDimensions),
        );
    }
    case 'all':
    case 'any':
    case 'product':
      return undefined;
    default:
      return name satisfies never;
  }
}

/** 1 at the element that is the extremum, else 0; elements that reach it together have equal parts. */
function reachedShare(values: Tensor, extremum: Tensor, axes: readonly number[]): Tensor {
  const kept = values.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const reached = tf.cast(tf.equal(values, tf.reshape(extremum, kept)), 'float32');
  return tf.div(reached, tf.sum(reached, [...axes], true));
}
