import type { OperationKind } from '../../graph/operation.ts';
import type { Bench } from './bench.ts';
import {
  checkErfNearZero,
  checkDigitsNearZero,
  checkLargeWholeNumbers,
  checkProductsBroadcast,
  checkSigmoidFarBelowZero,
  checkWholeDivisionByZero,
} from './check-digits.ts';
import {
  checkAngles,
  checkBinaryEnds,
  checkComparedEnds,
  checkInfiniteAngles,
  checkPowerEnds,
  checkSubnormalNumbers,
  checkUnaryEnds,
  checkUnaryOfNoNumber,
} from './check-ends.ts';
import { checkFunctions, type FunctionFamily, functionFamilies } from './check-functions.ts';
import { checkOperation, operationKinds } from './check-operations.ts';

/** Holds an executor to one promise; throws where it does not keep it. */
export type Expectation = (bench: Bench) => Promise<void>;

/** Numbers that functions are often wrong at, each an expectation. */
const numbers = {
  'functions of one number, and their ends': checkUnaryEnds,
  'functions of what is no number': checkUnaryOfNoNumber,
  'comparisons at their ends': checkComparedEnds,
  'functions of two numbers at their ends': checkBinaryEnds,
  'powers at their ends': checkPowerEnds,
  'angles all around': checkAngles,
  'angles of infinite points': checkInfiniteAngles,
  'subnormal numbers': checkSubnormalNumbers,
  'digits near 0': checkDigitsNearZero,
  'digits of erf near 0': checkErfNearZero,
  'digits of the sigmoid far below 0': checkSigmoidFarBelowZero,
  'large whole numbers': checkLargeWholeNumbers,
  'whole division by 0': checkWholeDivisionByZero,
  'products that broadcast on both sides': checkProductsBroadcast,
} satisfies Readonly<Record<string, Expectation>>;

export type ExpectationName =
  | keyof typeof numbers
  | `operation ${OperationKind}`
  | `values and gradients of ${FunctionFamily}`;

/** All that is expected of an executor. */
export const expectations: Readonly<Record<ExpectationName, Expectation>> = {
  ...numbers,
  ...table(operationKinds, (kind) => `operation ${kind}`, checkOperation),
  ...table(
    Object.keys(functionFamilies) as readonly FunctionFamily[],
    (family) => `values and gradients of ${family}`,
    checkFunctions,
  ),
};

/** An expectation for each key. */
function table<Key extends string, Name extends string>(
  keys: readonly Key[],
  nameOf: (key: Key) => Name,
  check: (key: Key, bench: Bench) => Promise<void>,
): Readonly<Record<Name, Expectation>> {
  // fromEntries forgets the names.
  return Object.fromEntries(
    keys.map((key) => [nameOf(key), (bench: Bench) => check(key, bench)]),
  ) as Readonly<Record<Name, Expectation>>;
}
