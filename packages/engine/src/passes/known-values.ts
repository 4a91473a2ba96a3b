import type { Value } from '../graph/graph.ts';
import type { ConstantValues } from '../graph/operations.ts';
import { sizeOfValue } from '../graph/operations.ts';
import type { Rewriter } from './rewrite.ts';

/** Constants beyond this many numbers are not looked into. */
const LARGEST = 4096;

/** The numbers of a small constant. */
export function constantOf(value: Value, { producer }: Rewriter): ConstantValues | undefined {
  const operation = producer(value)?.operation;
  return operation?.kind === 'constant' && operation.values.length <= LARGEST ? operation.values : undefined;
}

/** The one number in all places of a value; undefined where it is not known, or not one. */
export function uniformOf(value: Value, rewriter: Rewriter): number | undefined {
  const source = spreadFrom(value, rewriter);
  const values = constantOf(source, rewriter);
  const [first] = values ?? [];
  return first !== undefined && values?.every((each) => Object.is(each, first)) === true ? first : undefined;
}

/** Looks through broadcasts and reshapes, which change no numbers. */
function spreadFrom(value: Value, { producer }: Rewriter): Value {
  let source = value;
  for (;;) {
    const node = producer(source);
    const [from] = node?.inputs ?? [];
    const spreads = node?.operation.kind === 'broadcast' || node?.operation.kind === 'reshape';
    if (!spreads || from === undefined || sizeOfValue(from) === 0) return source;
    source = from;
  }
}

/** Whether a value is a single number, known or not. */
export const isSingle = (value: Value): boolean => sizeOfValue(value) === 1;

/** The inputs of the elementwise operation of that name that made a value. */
export function madeBy(
  value: Value,
  name: string,
  { producer }: Rewriter,
): readonly [Value, Value] | undefined {
  const node = producer(value);
  const [left, right] = node?.inputs ?? [];
  const fits = node?.operation.kind === 'binary' && node.operation.name === name;
  return fits && left !== undefined && right !== undefined ? [left, right] : undefined;
}

/** The input of the elementwise operation of that name that made a value. */
export function unaryInput(value: Value, name: string, { producer }: Rewriter): Value | undefined {
  const node = producer(value);
  return node?.operation.kind === 'unary' && node.operation.name === name ? node.inputs[0] : undefined;
}
