import { tf } from '@highorder/core';
import type { BinaryName } from '../graph/operation.ts';
import {
  affineOf,
  chainTerms,
  productOf,
  productTerms,
  quotientTerms,
  reciprocalOf,
  squareOf,
} from './arithmetic.ts';
import { difference, sum } from './coefficient.ts';
import { powerRule, wholePowerRule } from './power-rules.ts';
import { chosenTerms } from './select-rule.ts';
import { lazyConstant, type Next, type Series, seriesBy } from './series.ts';

/** What a rule for two operands works on. */
export interface BinaryInputs {
  readonly left: Series;
  readonly right: Series;
  /** The result, whose lower coefficients are known. */
  readonly own: Series;
  /** The right operand as a number, where it is one in the graph. */
  readonly rightNumber: number | undefined;
}

/** The further coefficients of a result; undefined where the operands do not allow any. */
export type BinaryRule = (inputs: BinaryInputs) => Next | undefined;

/** The rule of each function; those that jump have none. Maximum and minimum follow the operand that is chosen. */
export const binaryRules: Readonly<Record<BinaryName, BinaryRule | undefined>> = {
  add:
    ({ left, right }) =>
    (k) =>
      sum(left.term(k), right.term(k)),
  atan2: ({ left, right }) => angleTerms(left, right),
  divide: ({ left, right, own }) => quotientTerms(left, right, own),
  floorDivide: undefined,
  maximum: ({ left, right }) =>
    chosenTerms(
      lazyConstant(() => tf.greaterEqual(left.value(), right.value())),
      left,
      right,
    ),
  minimum: ({ left, right }) =>
    chosenTerms(
      lazyConstant(() => tf.lessEqual(left.value(), right.value())),
      left,
      right,
    ),
  modulo: undefined,
  multiply: ({ left, right }) => productTerms(left, right),
  power: ({ left, right, own, rightNumber }) => powerTerms({ left, right, own, rightNumber }),
  squaredDifference: ({ left, right }) => {
    const apart = differenceOf(left, right);
    return productTerms(apart, apart);
  },
  subtract:
    ({ left, right }) =>
    (k) =>
      difference(left.term(k), right.term(k)),
};

function powerTerms({ left, right, own, rightNumber }: BinaryInputs): Next | undefined {
  if (!right.constant) return undefined;
  const whole = rightNumber !== undefined && Number.isInteger(rightNumber) && rightNumber >= 0;
  return (whole ? wholePowerRule(rightNumber) : powerRule(right))(left, own);
}

function differenceOf(left: Series, right: Series): Series {
  return seriesBy(
    () => tf.sub(left.value(), right.value()),
    () => (k) => difference(left.term(k), right.term(k)),
  );
}

/** atan2(y, x)' = (x y' - y x') / (x^2 + y^2). */
function angleTerms(y: Series, x: Series): Next {
  const [ySquare, xSquare] = [squareOf(y), squareOf(x)];
  const rate = reciprocalOf(
    seriesBy(
      () => tf.add(ySquare.value(), xSquare.value()),
      () => (k) => sum(ySquare.term(k), xSquare.term(k)),
    ),
  );
  const fromY = chainTerms(y, productOf(x, rate));
  const fromX = chainTerms(x, affineOf(productOf(y, rate), -1));
  return (k) => sum(fromY(k), fromX(k));
}
