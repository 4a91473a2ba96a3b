import { type Tensor, tf } from '@highorder/core';
import { equalShapes } from '../graph/broadcast-shapes.ts';

/** A Taylor coefficient; 0 stands for zeros that are never made, so that nothing is computed with them. */
export type Coefficient = Tensor | 0;

/** Gives the coefficient k >= 1. */
export type Next = (k: number) => Coefficient;

/**
 * A tensor that changes with a number s, as its Taylor coefficients at s = 0: term(k) = f^(k)(0) / k!.
 *
 * A coefficient is computed when it is first asked for, and once. So there is no order at which a series ends, and
 * one may be made of its own lower coefficients. All coefficients have the shape of the value.
 */
export interface Series {
  /** Whether it does not change: all coefficients but the value are zero. */
  readonly constant: boolean;
  /** The coefficient 0. */
  value(): Tensor;
  /** The coefficient k >= 0. */
  term(k: number): Coefficient;
}

/** A tensor that does not change. */
export function constantSeries(value: Tensor): Series {
  return lazyConstant(() => value);
}

/** A tensor that does not change, made when it is first asked for. */
export function lazyConstant(first: () => Tensor): Series {
  return { ...seriesBy(first, () => () => 0), constant: true };
}

/** A tensor that changes as value + s rate. */
export function lineSeries(value: Tensor, rate: Coefficient): Series {
  if (rate === 0) return constantSeries(value);
  return seriesBy(
    () => value,
    () => (k) => (k === 1 ? rate : 0),
  );
}

/**
 * The series with this value and these further coefficients. `further` is called once, when a coefficient past the
 * value is first asked for, with the series itself, whose lower coefficients may be asked for.
 */
export function seriesBy(first: () => Tensor, further: (own: Series) => Next): Series {
  const known = new Map<number, Coefficient>();
  let made: Tensor | undefined;
  let next: Next | undefined;
  const value = () => {
    made ??= first();
    return made;
  };
  const term = (k: number): Coefficient => {
    if (k === 0) return value();
    const found = known.get(k);
    if (found !== undefined) return found;
    next ??= further(own);
    const computed = filling(next(k), value);
    known.set(k, computed);
    return computed;
  };
  const own: Series = { constant: false, value, term };
  return own;
}

/** The coefficient in the shape of the value: an operand may have had a smaller one, which was broadcast. */
function filling(coefficient: Coefficient, value: () => Tensor): Coefficient {
  if (coefficient === 0) return 0;
  const { shape } = value();
  return equalShapes(shape, coefficient.shape) ? coefficient : tf.broadcastTo(coefficient, shape);
}
