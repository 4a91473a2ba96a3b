import { type Tensor, tf } from '@highorder/core';
import { difference, mapped, paired, scaled, sum, sumOver } from './coefficient.ts';
import { type Next, type Series, seriesBy } from './series.ts';

type Combine = (left: Tensor, right: Tensor) => Tensor;

const multiply: Combine = (left, right) => tf.mul(left, right);

/** The coefficients of a product, sum_j left_j right_(k-j), elementwise or by another operation linear in each side. */
export function productTerms(left: Series, right: Series, combine: Combine = multiply): Next {
  if (left === right && combine === multiply) return squareTerms(left);
  if (left.constant) return (k) => paired(left.value(), right.term(k), combine);
  if (right.constant) return (k) => paired(left.term(k), right.value(), combine);
  return (k) => sumOver(0, k, (j) => paired(left.term(j), right.term(k - j), combine));
}

/** The coefficients of a square: each mixed product once, and twice its size. */
function squareTerms(series: Series): Next {
  return (k) => {
    const mixed = sumOver(0, Math.ceil(k / 2) - 1, (j) =>
      paired(series.term(j), series.term(k - j), multiply),
    );
    const middle = k % 2 === 0 ? mapped(series.term(k / 2), (half) => tf.square(half)) : 0;
    return sum(scaled(mixed, 2), middle);
  };
}

/** The coefficients of own = left / right: own_k = (left_k - sum_(j >= 1) right_j own_(k-j)) / right_0. */
export function quotientTerms(left: Series, right: Series, own: Series): Next {
  return (k) => {
    const known = right.constant ? 0 : sumOver(1, k, (j) => paired(right.term(j), own.term(k - j), multiply));
    return mapped(difference(left.term(k), known), (rest) => tf.div(rest, right.value()));
  };
}

/** The coefficients of w where w' = slope z', the chain rule: w_k = sum_(j >= 1) (j/k) z_j slope_(k-j). */
export function chainTerms(z: Series, slope: Series): Next {
  if (slope.constant) return (k) => paired(z.term(k), slope.value(), multiply);
  return (k) => sumOver(1, k, (j) => scaled(paired(z.term(j), slope.term(k - j), multiply), j / k));
}

/** left right, elementwise. */
export function productOf(left: Series, right: Series): Series {
  return seriesBy(
    () => (left === right ? tf.square(left.value()) : tf.mul(left.value(), right.value())),
    () => productTerms(left, right),
  );
}

/** z z. */
export function squareOf(z: Series): Series {
  return productOf(z, z);
}

/** factor z + offset. */
export function affineOf(z: Series, factor: number, offset = 0): Series {
  const first = () => {
    const product = factor === 1 ? z.value() : tf.mul(z.value(), factor);
    return offset === 0 ? product : tf.add(product, offset);
  };
  return seriesBy(first, () => (k) => scaled(z.term(k), factor));
}

/** 1 / z. */
export function reciprocalOf(z: Series): Series {
  return seriesBy(
    () => tf.reciprocal(z.value()),
    (own) => chainTerms(z, affineOf(squareOf(own), -1)),
  );
}
