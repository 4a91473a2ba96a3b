import { HighOrderError, required, sizeOf } from '@highorder/core';
import { broadcastShapes } from './broadcast-shapes.ts';
import type { ElementType, Value } from './graph.ts';
import type { Operation, OperationOf } from './operation.ts';

/** What is known of a tensor before it is computed. */
export interface TensorType {
  readonly shape: readonly number[];
  readonly type: ElementType;
}

/**
 * Shapes and types of the outputs of an operation. `wanted` is the result of operations that do not determine it:
 * constant, cast, reshape and broadcast. Throws where the inputs do not fit.
 */
export function inferOutputs(
  operation: Operation,
  inputs: readonly TensorType[],
  wanted?: TensorType,
): readonly TensorType[] {
  if (operation.kind === 'split') return splitTypes(operation, first(inputs));
  return [inferOutput(operation, inputs, wanted)];
}

type SingleOperation = Exclude<Operation, { readonly kind: 'split' }>;

function inferOutput(
  operation: SingleOperation,
  inputs: readonly TensorType[],
  wanted: TensorType | undefined,
): TensorType {
  switch (operation.kind) {
    case 'constant':
    case 'cast':
      return required(wanted, `The result of ${operation.kind} must be given.`);
    case 'reshape':
      return reshaped(first(inputs), required(wanted, 'A reshape needs a shape.'));
    case 'broadcast':
      return broadcasted(first(inputs), required(wanted, 'A broadcast needs a shape.'));
    case 'unary':
    case 'reverse':
    case 'cumulativeSum':
    case 'softmax':
      return plain(first(inputs));
    case 'binary':
      return { shape: together(inputs), type: commonType(inputs) };
    case 'compare':
    case 'logical':
      return { shape: together(inputs), type: 'bool' };
    case 'select':
      return { shape: together(inputs), type: commonType(inputs.slice(1)) };
    default:
      return inferRearranged(operation, inputs);
  }
}

type Elementwise =
  | 'binary'
  | 'broadcast'
  | 'cast'
  | 'compare'
  | 'constant'
  | 'logical'
  | 'reshape'
  | 'select';
type Unchanged = 'cumulativeSum' | 'reverse' | 'softmax' | 'unary';
type Rearranging = Exclude<SingleOperation, { readonly kind: Elementwise | Unchanged }>;

function inferRearranged(operation: Rearranging, inputs: readonly TensorType[]): TensorType {
  const { shape, type } = first(inputs);
  switch (operation.kind) {
    case 'reduce':
      return { shape: reducedShape(shape, operation), type: reducedType(operation, type) };
    case 'matMul':
    case 'affine':
      return { shape: productShape(operation, shape, second(inputs).shape), type };
    case 'transpose':
      return { shape: operation.permutation.map((axis) => at(shape, axis)), type };
    case 'concat':
      return { shape: joinedShape(operation.axis, inputs), type };
    case 'slice':
      return { shape: slicedShape(operation, shape), type };
    case 'pad':
      return {
        shape: shape.map((length, axis) => at(operation.before, axis) + length + at(operation.after, axis)),
        type,
      };
    case 'gather':
      return { shape: shape.toSpliced(operation.axis, 1, ...second(inputs).shape), type };
    case 'tile':
      return { shape: shape.map((length, axis) => length * at(operation.repetitions, axis)), type };
    case 'argMax':
      return { shape: shape.toSpliced(operation.axis, 1), type: 'int32' };
    case 'oneHot':
      return { shape: [...shape, operation.depth], type: 'float32' };
    default:
      return operation satisfies never;
  }
}

function reshaped(from: TensorType, { shape }: TensorType): TensorType {
  if (sizeOf(shape) !== sizeOf(from.shape)) {
    throw new HighOrderError({ message: `A tensor of shape [${from.shape}] has no shape [${shape}].` });
  }
  return { shape, type: from.type };
}

function broadcasted(from: TensorType, { shape }: TensorType): TensorType {
  const both = broadcastShapes(from.shape, shape);
  if (both.length !== shape.length || both.some((length, axis) => length !== shape[axis])) {
    throw new HighOrderError({
      message: `A tensor of shape [${from.shape}] does not broadcast to [${shape}].`,
    });
  }
  return { shape, type: from.type };
}

function reducedShape(
  shape: readonly number[],
  { axes, keepDimensions }: OperationOf<'reduce'>,
): readonly number[] {
  return shape.flatMap((length, axis) => (axes.includes(axis) ? (keepDimensions ? [1] : []) : [length]));
}

function reducedType({ name }: OperationOf<'reduce'>, type: ElementType): ElementType {
  if (name === 'all' || name === 'any') return 'bool';
  return name === 'mean' ? 'float32' : type;
}

function productShape(
  { transposeLeft, transposeRight }: OperationOf<'affine' | 'matMul'>,
  left: readonly number[],
  right: readonly number[],
): readonly number[] {
  const [rows, inner] = lastTwo(left, transposeLeft);
  const [rightInner, columns] = lastTwo(right, transposeRight);
  if (left.length !== right.length || inner !== rightInner) {
    throw new HighOrderError({
      message: `Matrices of the shapes [${left}]${transposeLeft ? ' transposed' : ''} and [${right}]${
        transposeRight ? ' transposed' : ''
      } have no product.`,
    });
  }
  return [...broadcastShapes(left.slice(0, -2), right.slice(0, -2)), rows, columns];
}

function lastTwo(shape: readonly number[], transposed: boolean): readonly [number, number] {
  const [rows, columns] = [at(shape, shape.length - 2), at(shape, shape.length - 1)];
  return transposed ? [columns, rows] : [rows, columns];
}

function joinedShape(axis: number, inputs: readonly TensorType[]): readonly number[] {
  const length = inputs.reduce((sum, { shape }) => sum + at(shape, axis), 0);
  return first(inputs).shape.with(axis, length);
}

function slicedShape({ begin, size }: OperationOf<'slice'>, shape: readonly number[]): readonly number[] {
  const inside = size.every((length, axis) => at(begin, axis) + length <= at(shape, axis));
  if (inside && size.length === shape.length) return size;
  throw new HighOrderError({ message: `[${begin}] to [${size}] more lies outside of the shape [${shape}].` });
}

function splitTypes(
  { axis, sizes }: OperationOf<'split'>,
  { shape, type }: TensorType,
): readonly TensorType[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== at(shape, axis)) {
    throw new HighOrderError({ message: `Lengths of [${sizes}] do not make up axis ${axis} of [${shape}].` });
  }
  return sizes.map((size) => ({ shape: shape.with(axis, size), type }));
}

function together(inputs: readonly TensorType[]): readonly number[] {
  return broadcastShapes(...inputs.map(({ shape }) => shape));
}

function commonType(inputs: readonly TensorType[]): ElementType {
  const { type } = first(inputs);
  const other = inputs.find((input) => input.type !== type);
  if (other === undefined) return type;
  throw new HighOrderError({ message: `Tensors of the types ${type} and ${other.type} do not go together.` });
}

const plain = ({ shape, type }: TensorType): TensorType => ({ shape, type });

const first = (inputs: readonly TensorType[]): TensorType => required(inputs[0], 'An input is missing.');

const second = (inputs: readonly TensorType[]): TensorType => required(inputs[1], 'An input is missing.');

function at(numbers: readonly number[], axis: number): number {
  return required(numbers[axis], `There is no axis ${axis} in [${numbers}].`);
}

/** Shape and type of a value, for a new value like it. */
export const typeOf = ({ shape, type }: Value): TensorType => ({ shape, type });
