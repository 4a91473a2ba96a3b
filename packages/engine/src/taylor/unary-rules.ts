import { tf } from '@highorder/core';
import type { UnaryName } from '../graph/operation.ts';
import { affineOf, chainTerms, productOf, reciprocalOf, squareOf } from './arithmetic.ts';
import { scaled } from './coefficient.ts';
import { lazyConstant, type Next, type Series, seriesBy } from './series.ts';

/** The further coefficients of f(z); `own` is f(z) itself, whose lower coefficients are known. */
export type UnaryRule = (z: Series, own: Series) => Next;

/** A rule from the differential equation that a function obeys: f(z)' = slope z', the slope a series of z and f(z). */
export function bySlope(slope: (z: Series, own: Series) => Series): UnaryRule {
  return (z, own) => chainTerms(z, slope(z, own));
}

const still: UnaryRule = () => () => 0;

/**
 * The rule of each function; those that jump have none. abs and relu are taken beside their kink, and sign and step,
 * which choose between pieces, beside their jump: their derivative is 0.
 *
 * Source: Griewank and Walther, Evaluating Derivatives, chapter 13, Taylor coefficients by differential equations.
 */
export const unaryRules: Readonly<Record<UnaryName, UnaryRule | undefined>> = {
  abs: bySlope((z) => lazyConstant(() => tf.sign(z.value()))),
  ceil: undefined,
  cos: bySlope((z, own) => affineOf(sineBeside(z, own), -1)),
  erf: bySlope((z) => affineOf(exponentialOf(affineOf(squareOf(z), -1)), 2 / Math.sqrt(Math.PI))),
  exp: bySlope((_, own) => own),
  expm1: bySlope((_, own) => affineOf(own, 1, 1)),
  floor: undefined,
  log: bySlope((z) => reciprocalOf(z)),
  log1p: bySlope((z) => reciprocalOf(affineOf(z, 1, 1))),
  logicalNot: undefined,
  neg: (z) => (k) => scaled(z.term(k), -1),
  reciprocal: bySlope((_, own) => affineOf(squareOf(own), -1)),
  relu: bySlope((z) => lazyConstant(() => tf.step(z.value()))),
  round: undefined,
  rsqrt: bySlope((_, own) => affineOf(productOf(own, squareOf(own)), -0.5)),
  sigmoid: bySlope((_, own) => sigmoidSlope(own)),
  sign: still,
  sin: bySlope((z, own) => cosineBeside(z, own)),
  softplus: bySlope((z) => sigmoidOf(z)),
  sqrt: bySlope((_, own) => affineOf(reciprocalOf(own), 0.5)),
  square: bySlope((z) => affineOf(z, 2)),
  step: still,
  tan: bySlope((_, own) => affineOf(squareOf(own), 1, 1)),
  tanh: bySlope((_, own) => affineOf(squareOf(own), -1, 1)),
};

/** cos z where sin z is known: each is made of the lower coefficients of the other. */
function cosineBeside(z: Series, sine: Series): Series {
  return seriesBy(
    () => tf.cos(z.value()),
    () => chainTerms(z, affineOf(sine, -1)),
  );
}

function sineBeside(z: Series, cosine: Series): Series {
  return seriesBy(
    () => tf.sin(z.value()),
    () => chainTerms(z, cosine),
  );
}

function exponentialOf(z: Series): Series {
  return seriesBy(
    () => tf.exp(z.value()),
    (own) => chainTerms(z, own),
  );
}

function sigmoidOf(z: Series): Series {
  return seriesBy(
    () => tf.sigmoid(z.value()),
    (own) => chainTerms(z, sigmoidSlope(own)),
  );
}

/** w (1 - w). */
function sigmoidSlope(own: Series): Series {
  return productOf(own, affineOf(own, -1, 1));
}
