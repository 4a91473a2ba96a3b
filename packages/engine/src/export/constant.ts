import { create } from '@bufbuild/protobuf';
import { type TensorProto, TensorProto_DataType, TensorProtoSchema } from 'onnx-buf';

/** A constant of an ONNX model: float32, of that shape. */
export function floatConstant(name: string, values: Float32Array, shape: readonly number[]): TensorProto {
  return rawConstant(name, TensorProto_DataType.FLOAT, bytesOf(values), shape);
}

/** A list of int64 numbers. */
export function integerConstant(name: string, values: readonly bigint[]): TensorProto {
  const bytes = bytesOf(BigInt64Array.from(values));
  return rawConstant(name, TensorProto_DataType.INT64, bytes, [values.length]);
}

/** A constant from its bytes, row by row, little-endian as ONNX wants them. */
export function rawConstant(
  name: string,
  dataType: number,
  rawData: Uint8Array<ArrayBuffer>,
  shape: readonly number[],
): TensorProto {
  return create(TensorProtoSchema, { name, dataType, dims: shape.map(BigInt), rawData });
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer, byteOffset, byteLength).slice();
}
