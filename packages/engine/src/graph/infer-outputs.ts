import { required } from '@highorder/core';
import type { Operation } from './operation.ts';
import {
  at,
  broadcasted,
  commonType,
  first,
  joinedShape,
  plain,
  productShape,
  reducedShape,
  reducedType,
  reshaped,
  second,
  slicedShape,
  splitTypes,
  together,
} from './shape-rules.ts';
import type { TensorType } from './tensor-type.ts';

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
    case 'stopGradient':
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
type Unchanged = 'cumulativeSum' | 'reverse' | 'softmax' | 'stopGradient' | 'unary';
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
