import { HighOrderError, required, type tf } from '@highorder/core';
import type { Value } from '../graph/graph.ts';
import type { GraphOperations } from '../graph/operations.ts';
import type { HostValues } from './recording.ts';

/** One call of a kernel, as the tensor library made it. */
export interface KernelCall {
  readonly graph: GraphOperations;
  /** A constant that need not be uniform. */
  constant(values: HostValues, shape: readonly number[], dtype: string): Value;
  /** The input of that name. */
  input(name: string): Value;
  /** The input of that name, where it may be left out. */
  optionalInput(name: string): Value | undefined;
  /** All inputs, of kernels that take a list. */
  readonly inputs: readonly Value[];
  readonly attributes: AttributeReader;
}

/** Attributes of a kernel by name. Throws where one is of another type than asked for. */
export interface AttributeReader {
  number(name: string): number;
  boolean(name: string): boolean;
  string(name: string): string;
  /** A list; a single number counts as one of length 1. */
  numbers(name: string): readonly number[];
  /** As it is. */
  plain(name: string): unknown;
}

/** Puts what a kernel computes into the graph. */
export type KernelRecorder = (call: KernelCall) => Value | readonly Value[];

/** Kernels by name. */
export type KernelTable = Readonly<Record<string, KernelRecorder>>;

export function attributeReader(attributes: tf.NamedAttrMap | undefined): AttributeReader {
  const plain = (name: string): unknown => attributes?.[name];
  return {
    plain,
    number: (name) => expectType(name, plain(name), isNumber, 'a number'),
    boolean: (name) => plain(name) === true,
    string: (name) => expectType(name, plain(name), isString, 'a string'),
    numbers(name) {
      const value = plain(name);
      return isNumber(value) ? [value] : expectType(name, value, isNumbers, 'numbers');
    },
  };
}

function expectType<Type>(
  name: string,
  value: unknown,
  fits: (value: unknown) => value is Type,
  expected: string,
): Type {
  if (fits(value)) return value;
  throw new HighOrderError({
    message: `The attribute ${name} of an operation is ${String(value)}.`,
    expected,
  });
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isString = (value: unknown): value is string => typeof value === 'string';
const isNumbers = (value: unknown): value is readonly number[] => {
  return Array.isArray(value) && value.every(isNumber);
};

/** Axes as whole numbers from 0, ascending, each once; all of them where none is named. */
export function normalAxes(axes: readonly number[] | undefined, rank: number): readonly number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  return [...new Set(axes.map((axis) => normalAxis(axis, rank)))].toSorted((one, other) => one - other);
}

/** An axis counted from 0. */
export function normalAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The length of an axis of a value. */
export function lengthOf(value: Value, axis: number): number {
  return required(value.shape[axis], `There is no axis ${axis} in [${value.shape}].`);
}
