import { HighOrderError, tf } from '@highorder/core';
import type { ElementType, Value } from '../graph/graph.ts';
import { type GraphBuilder, graphBuilder } from '../graph/graph-builder.ts';
import { type ConstantValues, constantArray } from '../graph/operations.ts';
import { recordedOrigin } from './recorded-origin.ts';
import { foreignTensor, readWhileRecording, unknownType } from './recording-error.ts';

/** Numbers as the tensor library hands them over. */
export type HostValues = ArrayLike<number | boolean>;

/** A recording under way: the graph so far, and which of its values a tensor stands for. */
export interface Recording {
  readonly builder: GraphBuilder;
  /** The value of a tensor; a tensor of another backend is read there and becomes a constant. */
  valueOf(tensor: tf.TensorInfo): Value;
  /** A tensor that stands for the value. */
  tensorOf(value: Value): tf.TensorInfo;
  /** A new constant. */
  constant(values: HostValues, shape: readonly number[], dtype: string): Value;
  /** The numbers of a tensor that is constant; throws for any other. */
  read(id: tf.DataId): ConstantValues;
  /** The first error of a read, which may have been swallowed. */
  failure(): unknown;
}

export function startRecording(): Recording {
  const builder = graphBuilder({ origin: recordedOrigin });
  const values = new WeakMap<tf.DataId, Value>();
  let failure: unknown;

  const constant = (numbers: HostValues, shape: readonly number[], dtype: string): Value => {
    const type = elementType(dtype);
    const uniform = uniformValue(numbers);
    return uniform === undefined
      ? builder.operations.constant(constantArray(numeric(numbers), type), shape, type)
      : builder.operations.filled(uniform, shape, type);
  };
  const capture = ({ dataId, shape, dtype }: tf.TensorInfo): Value => {
    elementType(dtype);
    const value = constant(readElsewhere(dataId, shape), shape, dtype);
    values.set(dataId, value);
    return value;
  };
  return {
    builder,
    constant,
    valueOf: (tensor) => values.get(tensor.dataId) ?? capture(tensor),
    tensorOf(value) {
      const dataId = {};
      values.set(dataId, value);
      return { dataId, shape: [...value.shape], dtype: value.type };
    },
    read(id) {
      const value = values.get(id);
      const known = value === undefined ? undefined : constantOf(builder, value);
      if (known !== undefined) return known;
      const error = readWhileRecording(value?.shape ?? []);
      failure ??= error;
      throw error;
    },
    failure: () => failure,
  };
}

/** The numbers of a value that is a constant, a constant in every place included. */
function constantOf(builder: GraphBuilder, value: Value): ConstantValues | undefined {
  const node = builder.producer(value);
  if (node?.operation.kind === 'constant') return node.operation.values.slice();
  const [source] = node?.inputs ?? [];
  if (node?.operation.kind !== 'broadcast' || source === undefined) return undefined;
  const filling = constantOf(builder, source);
  if (filling?.length !== 1) return undefined;
  const size = value.shape.reduce((product, length) => product * length, 1);
  return constantArray(new Array<number>(size).fill(filling[0] ?? 0), value.type);
}

/** The values of a tensor of another backend, which keeps it. */
function readElsewhere(id: tf.DataId, shape: readonly number[]): HostValues {
  try {
    return Array.from(tf.engine().readSync(id), Number);
  } catch (error) {
    // Such is a tensor of another recording.
    throw error instanceof HighOrderError ? foreignTensor(shape) : error;
  }
}

/** The one number that fills more than one place; undefined where there are several. Tells -0 from 0. */
function uniformValue(numbers: HostValues): number | undefined {
  if (numbers.length < 2) return undefined;
  const first = Number(numbers[0]);
  for (let index = 1; index < numbers.length; index++) {
    if (!Object.is(Number(numbers[index]), first)) return undefined;
  }
  return first;
}

const numeric = (numbers: HostValues): number[] => Array.from(numbers, Number);

/** The element type of a tensor; throws for strings and complex numbers. */
export function elementType(dtype: string): ElementType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw unknownType(dtype);
}
