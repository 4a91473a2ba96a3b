import { sizeOf } from '@highorder/core';
import type { Value } from '../graph/graph.ts';
import { type LoweringCall, type Operand, resultOf } from './lowering.ts';
import type { OnnxWriter, TensorName } from './onnx-writer.ts';

/** Rows are repeated up to this width. */
const NARROW = 8;

/**
 * The operands of an elementwise operation, in shapes that the kernels of ONNX Runtime go over at once. Where the last
 * axes differ, they go over a narrow tensor row by row, which takes four to ten times as long.
 *
 * - A single number that meets a column gets as many axes as that.
 * - A column that meets a tensor of a few columns is put beside itself.
 */
export function alignedOperands(call: LoweringCall<'binary'> | LoweringCall<'compare'>): readonly Operand[] {
  const result = resultOf(call);
  const width = result.shape.at(-1) ?? 0;
  return call.operands.map((operand) => {
    if (width === 1) return alignedNumber(operand, result, call.writer);
    return width <= NARROW ? widenedColumn(operand, result, call.writer) : operand;
  });
}

function alignedNumber(operand: Operand, { shape }: Value, writer: OnnxWriter): Operand {
  const isAlone = sizeOf(operand.shape) === 1 && sizeOf(shape) > 1 && operand.shape.length < shape.length;
  if (!isAlone) return operand;
  const ones = shape.map(() => 1);
  return { ...operand, shape: ones, name: writer.reshape(operand.name, ones) };
}

function widenedColumn(operand: Operand, { shape }: Value, writer: OnnxWriter): Operand {
  const isColumn = sizeOf(operand.shape) > 1 && operand.shape.join() === shape.with(-1, 1).join();
  return isColumn ? { ...operand, shape, name: repeated(operand.name, shape, writer) } : operand;
}

/** A tensor whose last length is 1, as often as the shape says along it. */
function repeated(column: TensorName, shape: readonly number[], writer: OnnxWriter): TensorName {
  const columns = Array.from({ length: Number(shape.at(-1)) }, () => column);
  return writer.node('Concat', columns, { axis: shape.length - 1 });
}
