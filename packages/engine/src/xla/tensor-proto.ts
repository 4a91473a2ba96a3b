import type { ElementType } from '../graph/graph.ts';
import { bytes, integer, message, repeated } from './message.ts';

/** `tensorflow.DataType`. */
export const dataTypes: Readonly<Record<ElementType, number>> = { float32: 1, int32: 3, bool: 10 };

/** Constant values, row by row; bool has a byte for each. */
export interface ConstantTensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array | Uint8Array;
}

/** `tensorflow.TensorShapeProto`. */
export function shapeProto(shape: readonly number[]): Uint8Array {
  return message(
    repeated(
      2,
      shape.map((length) => message(integer(1, length))),
    ),
  );
}

/** `tensorflow.TensorProto`. */
export function tensorProto({ type, shape, values }: ConstantTensor): Uint8Array {
  return message(
    integer(1, dataTypes[type]),
    bytes(2, shapeProto(shape)),
    // In the order of bytes of this machine, as TensorFlow expects.
    bytes(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
}
