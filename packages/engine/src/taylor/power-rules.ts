import { tf } from '@highorder/core';
import { affineOf, productOf } from './arithmetic.ts';
import { lazyConstant, type Series, seriesBy } from './series.ts';
import { bySlope, type UnaryRule } from './unary-rules.ts';

/** z^p for a whole number p >= 0, by p z^(p-1) z'. Holds at z = 0 as well. */
export function wholePowerRule(exponent: number): UnaryRule {
  if (exponent === 0) return () => () => 0;
  if (exponent === 1) return (z) => (k) => z.term(k);
  return bySlope((z) => affineOf(wholePowerOf(z, exponent - 1), exponent));
}

function wholePowerOf(z: Series, exponent: number): Series {
  if (exponent === 1) return z;
  return seriesBy(
    () => tf.pow(z.value(), exponent),
    (own) => wholePowerRule(exponent)(z, own),
  );
}

/** z^p for any constant p, by p z^(p-1) z'; where p is not whole, for z > 0. */
export function powerRule(exponent: Series): UnaryRule {
  return bySlope((z) => productOf(exponent, powerOf(z, lessOne(exponent))));
}

function powerOf(z: Series, exponent: Series): Series {
  return seriesBy(
    () => tf.pow(z.value(), exponent.value()),
    (own) => powerRule(exponent)(z, own),
  );
}

function lessOne(exponent: Series): Series {
  return lazyConstant(() => tf.sub(exponent.value(), 1));
}
