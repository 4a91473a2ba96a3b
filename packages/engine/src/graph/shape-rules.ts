import { HighOrderError, required, sizeOf } from '@highorder/core';
import { broadcastShapes } from './broadcast-shapes.ts';
import type { ElementType } from './graph.ts';
import type { OperationOf } from './operation.ts';
import type { TensorType } from './tensor-type.ts';

export function reshaped(from: TensorType, { shape }: TensorType): TensorType {
  if (sizeOf(shape) !== sizeOf(from.shape)) {
    throw new HighOrderError({ message: `A tensor of shape [${from.shape}] has no shape [${shape}].` });
  }
  return { shape, type: from.type };
}

export function broadcasted(from: TensorType, { shape }: TensorType): TensorType {
  const both = broadcastShapes(from.shape, shape);
  if (both.length !== shape.length || both.some((length, axis) => length !== shape[axis])) {
    throw new HighOrderError({
      message: `A tensor of shape [${from.shape}] does not broadcast to [${shape}].`,
    });
  }
  return { shape, type: from.type };
}

export function reducedShape(
  shape: readonly number[],
  { axes, keepDimensions }: OperationOf<'reduce'>,
): readonly number[] {
  return shape.flatMap((length, axis) => (axes.includes(axis) ? (keepDimensions ? [1] : []) : [length]));
}

export function reducedType({ name }: OperationOf<'reduce'>, type: ElementType): ElementType {
  if (name === 'all' || name === 'any') return 'bool';
  return name === 'mean' ? 'float32' : type;
}

export function productShape(
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

export function joinedShape(axis: number, inputs: readonly TensorType[]): readonly number[] {
  const length = inputs.reduce((sum, { shape }) => sum + at(shape, axis), 0);
  return first(inputs).shape.with(axis, length);
}

export function slicedShape(
  { begin, size }: OperationOf<'slice'>,
  shape: readonly number[],
): readonly number[] {
  const inside = size.every((length, axis) => at(begin, axis) + length <= at(shape, axis));
  if (inside && size.length === shape.length) return size;
  throw new HighOrderError({ message: `[${begin}] to [${size}] more lies outside of the shape [${shape}].` });
}

export function splitTypes(
  { axis, sizes }: OperationOf<'split'>,
  { shape, type }: TensorType,
): readonly TensorType[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== at(shape, axis)) {
    throw new HighOrderError({ message: `Lengths of [${sizes}] do not make up axis ${axis} of [${shape}].` });
  }
  return sizes.map((size) => ({ shape: shape.with(axis, size), type }));
}

export function together(inputs: readonly TensorType[]): readonly number[] {
  return broadcastShapes(...inputs.map(({ shape }) => shape));
}

export function commonType(inputs: readonly TensorType[]): ElementType {
  const { type } = first(inputs);
  const other = inputs.find((input) => input.type !== type);
  if (other === undefined) return type;
  throw new HighOrderError({ message: `Tensors of the types ${type} and ${other.type} do not go together.` });
}

export const plain = ({ shape, type }: TensorType): TensorType => ({ shape, type });

export const first = (inputs: readonly TensorType[]): TensorType =>
  required(inputs[0], 'An input is missing.');

export const second = (inputs: readonly TensorType[]): TensorType =>
  required(inputs[1], 'An input is missing.');

export function at(numbers: readonly number[], axis: number): number {
  return required(numbers[axis], `There is no axis ${axis} in [${numbers}].`);
}
