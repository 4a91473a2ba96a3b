import { required, sizeOf } from '@highorder/core';
import { equalShapes } from './broadcast-shapes.ts';
import type { ElementType, Value } from './graph.ts';
import type { TensorType } from './tensor-type.ts';
import type {
  BinaryName,
  CompareName,
  LogicalName,
  Operation,
  OperationOf,
  ReduceName,
  UnaryName,
} from './operation.ts';

/** Values of a constant, in the array that fits its type. */
export type ConstantValues = OperationOf<'constant'>['values'];

/** Puts an operation into a graph under construction and gives its outputs. */
export type Emit = (operation: Operation, inputs: readonly Value[], wanted?: TensorType) => readonly Value[];

/** The operations of a graph as functions of values. Those that would change nothing give their input. */
export type GraphOperations = ReturnType<typeof operationsWith>;

/** Attributes of an operation, without its kind. */
type Attributes<Kind extends Operation['kind']> = Omit<OperationOf<Kind>, 'kind'>;

export function operationsWith(emit: Emit) {
  const one = (operation: Operation, inputs: readonly Value[], wanted?: TensorType): Value =>
    required(emit(operation, inputs, wanted)[0], 'An operation has an output.');
  const constant = (values: ConstantValues, shape: readonly number[], type: ElementType): Value =>
    one({ kind: 'constant', values }, [], { shape, type });
  const reshape = (x: Value, shape: readonly number[]): Value =>
    equalShapes(x.shape, shape) ? x : one({ kind: 'reshape' }, [x], { shape, type: x.type });
  const broadcast = (x: Value, shape: readonly number[]): Value =>
    equalShapes(x.shape, shape) ? x : one({ kind: 'broadcast' }, [x], { shape, type: x.type });
  return {
    constant,
    reshape,
    broadcast,
    /** A constant of the type, of shape []. */
    scalar: (value: number, type: ElementType = 'float32') =>
      constant(constantArray([value], type), [], type),
    unary: (name: UnaryName, x: Value) => one({ kind: 'unary', name }, [x]),
    binary: (name: BinaryName, left: Value, right: Value) => one({ kind: 'binary', name }, [left, right]),
    compare: (name: CompareName, left: Value, right: Value) => one({ kind: 'compare', name }, [left, right]),
    logical: (name: LogicalName, left: Value, right: Value) => one({ kind: 'logical', name }, [left, right]),
    select: (condition: Value, whereTrue: Value, whereFalse: Value) =>
      one({ kind: 'select' }, [condition, whereTrue, whereFalse]),
    cast: (x: Value, type: ElementType) =>
      x.type === type ? x : one({ kind: 'cast' }, [x], { shape: x.shape, type }),
    reduce: (name: ReduceName, x: Value, axes: readonly number[], keepDimensions: boolean) =>
      one({ kind: 'reduce', name, axes, keepDimensions }, [x]),
    matMul: (left: Value, right: Value, attributes: Attributes<'matMul'>) =>
      one({ kind: 'matMul', ...attributes }, [left, right]),
    affine: (left: Value, right: Value, bias: Value, attributes: Attributes<'affine'>) =>
      one({ kind: 'affine', ...attributes }, [left, right, bias]),
    transpose: (x: Value, permutation: readonly number[]) =>
      permutation.every((axis, index) => axis === index) ? x : one({ kind: 'transpose', permutation }, [x]),
    concat: (values: readonly Value[], axis: number) => one({ kind: 'concat', axis }, values),
    slice: (x: Value, begin: readonly number[], size: readonly number[]) =>
      equalShapes(x.shape, size) ? x : one({ kind: 'slice', begin, size }, [x]),
    split: (x: Value, axis: number, sizes: readonly number[]) => emit({ kind: 'split', axis, sizes }, [x]),
    pad: (x: Value, attributes: Attributes<'pad'>) => one({ kind: 'pad', ...attributes }, [x]),
    gather: (x: Value, indices: Value, axis: number) => one({ kind: 'gather', axis }, [x, indices]),
    tile: (x: Value, repetitions: readonly number[]) =>
      repetitions.every((times) => times === 1) ? x : one({ kind: 'tile', repetitions }, [x]),
    reverse: (x: Value, axes: readonly number[]) =>
      axes.length === 0 ? x : one({ kind: 'reverse', axes }, [x]),
    cumulativeSum: (x: Value, attributes: Attributes<'cumulativeSum'>) =>
      one({ kind: 'cumulativeSum', ...attributes }, [x]),
    softmax: (x: Value) => one({ kind: 'softmax' }, [x]),
    stopGradient: (x: Value) => one({ kind: 'stopGradient' }, [x]),
    argMax: (x: Value, axis: number) => one({ kind: 'argMax', axis }, [x]),
    oneHot: (x: Value, attributes: Attributes<'oneHot'>) => one({ kind: 'oneHot', ...attributes }, [x]),
    /** A constant of one number in every place: a scalar, broadcast. */
    filled: (value: number, shape: readonly number[], type: ElementType) =>
      broadcast(constant(constantArray([value], type), [], type), shape),
  };
}

/** Numbers as the values of a constant. */
export function constantArray(values: ArrayLike<number>, type: ElementType): ConstantValues {
  if (type === 'float32') return Float32Array.from(values);
  return type === 'int32' ? Int32Array.from(values) : Uint8Array.from(values);
}

/** Number of elements of a value. */
export const sizeOfValue = ({ shape }: Value): number => sizeOf(shape);
