import { HighOrderError, type TensorRecord } from '@highorder/core';
import { callingLine } from './calling-line.ts';
import { currentOrigin } from './origin.ts';

/** An operation that has no place in a graph. An engine that records can then leave the function to another one. */
export class UnsupportedOperation extends HighOrderError {
  /** Name of the operation's kernel, such as `Conv2D`. */
  readonly kernel: string;
  /** Who asked for it, such as `head/mlp`; empty where not known. */
  readonly origin: string;

  constructor(kernel: string, origin = currentOrigin(), line = callingLine()) {
    super({
      where: place(origin, line),
      message: `The operation ${kernel} of TensorFlow.js cannot be part of a compiled function.`,
      fix: 'Write it with other tf operations, or choose an engine that runs operation by operation: engine=eager.',
    });
    this.name = 'UnsupportedOperation';
    this.kernel = kernel;
    this.origin = origin;
  }
}

/** A value was read of a tensor that does not have one yet. */
export function readWhileRecording(shape: readonly number[]): HighOrderError {
  return new HighOrderError({
    where: place(currentOrigin(), callingLine()),
    message: `The value of a tensor of shape [${shape}] was read inside of a compiled function, where none has a value yet.`,
    expected: 'tf operations alone: no data, dataSync, array, print, or decision that depends on a value',
    fix: 'Choose with tf.where, return the tensor and read it outside, or choose engine=eager.',
  });
}

/** A tensor that was made by another recording. */
export function foreignTensor(shape: readonly number[]): HighOrderError {
  return new HighOrderError({
    where: place(currentOrigin(), callingLine()),
    message: `A tensor of shape [${shape}] comes from another compiled function and has no value here.`,
    fix: 'Pass it as an output of the one and an input of the other.',
  });
}

/** A tensor of a type that graphs do not have. */
export function unknownType(type: string): HighOrderError {
  return new HighOrderError({
    where: place(currentOrigin(), callingLine()),
    message: `Tensors of type ${type} cannot be part of a compiled function.`,
    expected: 'float32, int32 or bool',
    fix: 'Convert it with tf.cast, or choose engine=eager.',
  });
}

/** Any other error of the tensor library, with the place where it happened. */
export function failedRecording(error: unknown, origin: string, inputs: TensorRecord): HighOrderError {
  const shapes = Object.entries(inputs).map(([name, { shape }]) => `${name} [${shape}]`);
  return new HighOrderError({
    where: place(origin, ''),
    message: `A tensor operation failed: ${error instanceof Error ? error.message : String(error)}`,
    expected: `operations that fit the inputs ${shapes.join(', ')}`,
    cause: error,
  });
}

function place(origin: string, line: string): string | undefined {
  const known = [origin, line].filter((part) => part !== '');
  return known.length === 0 ? undefined : known.join(' at ');
}
